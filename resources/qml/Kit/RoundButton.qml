// A round button with a drawing; `text` is its name for who cannot see it.
import QtQuick

Press {
    id: button

    property string drawing: ""

    around: width / 2
    implicitWidth: Theme.target
    implicitHeight: Theme.target

    background: Rectangle {
        radius: button.around
        color: !button.enabled ? Theme.disabled : button.down ? Theme.blueSoft : Theme.card
        border.width: Theme.stroke
        border.color: button.enabled ? Theme.line : Theme.disabled
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.drawing
            size: Math.round(button.width * 0.42)
            color: button.enabled ? Theme.blue : Theme.onDisabled
        }
    }
}
