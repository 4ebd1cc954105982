// What a device is, whether it is well, and a word more.
import QtQuick
import QtQuick.Layouts
import Kit

RowLayout {
    id: head

    property alias name: name.text
    property alias more: more.text
    property bool bad: false
    property string drawing: ""

    Layout.fillHeight: false
    spacing: DockSize.gap

    Icon {
        color: Theme.blue
        name: head.drawing
        size: Math.round(DockSize.text * 1.3)
    }
    DockText {
        id: name

        Accessible.role: Accessible.Heading
        Layout.fillWidth: false
        font.bold: true
    }
    Rectangle {
        color: head.bad ? Theme.red : Theme.green
        implicitHeight: Math.round(DockSize.small * 0.7)
        implicitWidth: implicitHeight
        radius: implicitHeight / 2
    }
    DockText {
        id: more

        color: Theme.quiet
        font.pixelSize: DockSize.small
        horizontalAlignment: Text.AlignRight
    }
}
