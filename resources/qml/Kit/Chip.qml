// A short choice in a rounded box.
import QtQuick

Press {
    id: chip

    property bool chosen: false
    property bool quick: false  // a suggestion to take at once: blue letters

    around: height / 2
    leftPadding: Theme.pad
    rightPadding: Theme.pad
    Accessible.checkable: !quick
    Accessible.checked: chosen

    background: Rectangle {
        radius: chip.around
        color: !chip.enabled ? Theme.disabled : chip.chosen ? Theme.blue : chip.down ? Theme.blueSoft : Theme.card
        border.width: Theme.stroke
        border.color: chip.chosen || chip.quick ? Theme.blue : chip.enabled ? Theme.line : Theme.disabled
    }
    contentItem: Text {
        text: chip.text
        font.family: Theme.sans
        font.pixelSize: Theme.body
        font.bold: chip.quick
        color: !chip.enabled ? Theme.onDisabled : chip.chosen ? Theme.onBlue : chip.quick ? Theme.blue : Theme.ink
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
