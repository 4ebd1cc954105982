// Which of the ticked items is the main one; with many, the first few until more are asked for.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Fields
import Kit

ColumnLayout {
    id: choice

    readonly property int few: 6
    property bool all: false
    readonly property var chips: TradeDesk.chosenChips
    readonly property bool folded: !all && chips.length > few
    // the main one is always there
    readonly property var shown: folded ? chips.filter((chip, at) => at < few || chip.code === TradeDesk.main) : chips

    Layout.fillWidth: true
    spacing: Theme.tight

    FieldHead {
        help: qsTr("行业分类和名字里的行业都跟着它。")
        text: qsTr("哪一项是主要的？")
    }
    ChipFlow {
        chosen: TradeDesk.main
        model: choice.folded ? choice.shown.concat([{
                code: "…",
                text: qsTr("还有 %n 项 →", "", choice.chips.length - choice.shown.length)
            }]) : choice.shown
        objectName: "main"

        onPicked: code => code === "…" ? choice.all = true : TradeDesk.setMain(code)
    }
}
