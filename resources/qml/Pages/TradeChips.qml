// The trades at a touch: the commonest, or every one under its heading.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: chips

    property bool all: false
    property bool sought: false
    readonly property var trades: TradeDesk.trades

    function pick(code: string): void {
        all = false;
        TradeDesk.pick(code);
    }

    Layout.fillWidth: true
    spacing: Theme.gap

    ChipFlow {
        chosen: TradeDesk.trade
        model: chips.sought ? chips.trades : chips.trades.concat([{
                code: "…",
                text: qsTr("更多 →")
            }])
        objectName: "trades"
        visible: !chips.all

        onPicked: code => code === "…" ? chips.all = true : chips.pick(code)
    }
    Repeater {
        model: chips.all ? TradeDesk.groups : []

        ColumnLayout {
            id: group

            required property var modelData

            Layout.fillWidth: true
            spacing: Theme.tight

            Heading {
                level: 3
                text: group.modelData.text
            }
            ChipFlow {
                chosen: TradeDesk.trade
                model: group.modelData.trades

                onPicked: code => chips.pick(code)
            }
        }
    }
    PlainButton {
        drawing: "up"
        objectName: "fewer_trades"
        text: qsTr("收起")
        visible: chips.all

        onActivated: chips.all = false
    }
}
