// A small button of the dock; a touch on it leaves the kiosk's focus where it is.
import QtQuick
import Kit

Press {
    id: button

    property bool chosen: false
    property bool bad: false

    Accessible.checkable: chosen
    Accessible.checked: chosen
    around: DockSize.radius
    focusPolicy: Qt.TabFocus
    font.pixelSize: DockSize.text
    implicitHeight: Math.max(DockSize.row, implicitContentHeight + DockSize.gap)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Math.round(DockSize.pad * 0.75)
    rightPadding: leftPadding

    background: Rectangle {
        border.color: button.chosen || !button.enabled ? color : Theme.line
        border.width: DockSize.stroke
        color: !button.enabled ? Theme.disabled : button.chosen ? (button.bad ? Theme.red : Theme.blue) : button.down ? Theme.blueSoft : Theme.card
        radius: button.around
    }
    contentItem: Text {
        Accessible.ignored: true
        color: !button.enabled ? Theme.onDisabled : button.chosen ? Theme.onBlue : Theme.ink
        font: button.font
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 0.95
        text: button.text
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.Wrap
    }
}
