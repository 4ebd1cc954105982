// A lined white button; `danger` for leaving and throwing away, `drawing` stands before the text, or instead of it.
import QtQuick

Press {
    id: button

    property bool danger: false
    property string drawing: ""
    property bool drawn: false  // the drawing alone, the text for who listens

    implicitHeight: Math.max(Theme.target, Math.round(Theme.unit * 104), implicitContentHeight + 2 * Theme.tight)
    implicitWidth: drawn ? Math.max(Theme.target, Math.round(Theme.unit * 104)) : Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: drawn ? 0 : Theme.pad
    rightPadding: leftPadding
    font.pixelSize: Theme.h3
    font.bold: true

    background: Rectangle {
        radius: Theme.radius
        color: !button.enabled ? Theme.disabled : button.down ? Theme.blueSoft : Theme.card
        border.width: Theme.stroke
        border.color: button.enabled ? Theme.line : Theme.disabled
    }
    contentItem: Caption {
        text: button.drawn ? "" : button.text
        drawing: button.drawing
        busy: button.busy
        font: button.font
        color: !button.enabled ? Theme.onDisabled : button.danger ? Theme.red : Theme.ink
    }
}
