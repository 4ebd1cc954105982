// Ticked items that do not go together: why, and a touch to take one of them away.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: list

    Layout.fillWidth: true
    spacing: Theme.gap
    visible: TradeDesk.clashes.length > 0

    Repeater {
        model: TradeDesk.clashes

        Banner {
            id: clash

            required property var modelData

            kind: modelData.returns ? "bad" : "warn"
            objectName: "clash_" + modelData.items.join("_")
            text: modelData.words || qsTr("前一项已经包括了后一项，请按实际经营留下一项。")
            title: modelData.returns ? qsTr("“%1”和“%2”只能选一项").arg(modelData.names[0]).arg(modelData.names[1]) : qsTr("“%1”和“%2”最好不放在一起").arg(modelData.names[0]).arg(modelData.names[1])

            ChipFlow {
                Layout.topMargin: Theme.tight
                model: clash.modelData.items.map((code, at) => ({
                            code: code,
                            text: qsTr("去掉“%1”").arg(clash.modelData.names[at])
                        }))
                objectName: "drop"

                onPicked: code => TradeDesk.toggle(code)
            }
        }
    }
}
