pragma ComponentBehavior: Bound
// Chips in lines: `model` of {text, code}, `chosen` one code or a list of them.
import QtQuick
import QtQuick.Layouts

Flow {
    id: chips

    property var model: []
    property var chosen: []
    property bool quick: false

    signal picked(string code)

    function has(code: string): bool {
        return Array.isArray(chosen) ? chosen.indexOf(code) >= 0 : chosen === code;
    }

    Layout.fillWidth: true
    spacing: Theme.gap

    Repeater {
        model: chips.model

        Chip {
            required property var modelData

            objectName: "chip_" + modelData.code
            width: Math.min(implicitWidth, chips.width)
            text: modelData.text
            quick: chips.quick
            chosen: chips.has(modelData.code)
            onActivated: chips.picked(modelData.code)
        }
    }
}
