// What to do about a field, under it.
import QtQuick
import QtQuick.Layouts
import Kit

RowLayout {
    id: line

    property string text: ""

    Layout.fillWidth: true
    spacing: Math.round(Theme.unit * 10)
    visible: text !== ""

    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Icon {
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: Math.round(Theme.small * 0.2)
        color: Theme.red
        name: "bad"
        size: Math.round(Theme.small * 1.15)
    }
    Quiet {
        color: Theme.red
        text: line.text
    }
}
