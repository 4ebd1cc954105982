// A number to raise and lower.
import QtQuick
import QtQuick.Layouts

RowLayout {
    id: stepper

    property int value: 0
    property int least: 0
    property int most: 99
    property string label: ""
    property string unit: ""

    signal changed(int value)

    spacing: Theme.gap
    Accessible.role: Accessible.SpinBox
    Accessible.name: label
    Accessible.description: String(value) + unit

    Words {
        visible: text !== ""
        text: stepper.label
    }
    RoundButton {
        objectName: stepper.objectName + "_less"
        drawing: "minus"
        text: qsTr("减少")
        enabled: stepper.value > stepper.least
        onActivated: stepper.changed(stepper.value - 1)
    }
    Text {
        Layout.minimumWidth: Math.round(Theme.h3 * 2.4)
        text: String(stepper.value) + stepper.unit
        font.family: Theme.sans
        font.pixelSize: Theme.h3
        font.bold: true
        color: Theme.ink
        horizontalAlignment: Text.AlignHCenter
    }
    RoundButton {
        objectName: stepper.objectName + "_more"
        drawing: "plus"
        text: qsTr("增加")
        enabled: stepper.value < stepper.most
        onActivated: stepper.changed(stepper.value + 1)
    }
}
