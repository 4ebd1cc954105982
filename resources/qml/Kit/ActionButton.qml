// The one blue button of a page.
import QtQuick

Press {
    id: button

    property string drawing: ""

    implicitHeight: Math.max(Theme.target, Math.round(Theme.unit * 104), implicitContentHeight + 2 * Theme.tight)
    leftPadding: Theme.pad
    rightPadding: Theme.pad
    font.pixelSize: Theme.h3
    font.bold: true

    background: Rectangle {
        radius: Theme.radius
        color: !button.enabled ? Theme.disabled : button.down ? Qt.darker(Theme.blue, 1.25) : Theme.blue
    }
    contentItem: Caption {
        text: button.text
        drawing: button.drawing
        busy: button.busy
        font: button.font
        spare: Theme.pad - Theme.tight
        color: button.enabled ? Theme.onBlue : Theme.onDisabled
    }
}
