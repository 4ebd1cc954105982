// A thing that was done, with a green mark and a line under it.
import QtQuick
import QtQuick.Layouts
import Kit

RowLayout {
    id: milestone

    property string title: ""
    property string words: ""

    Layout.fillWidth: true
    spacing: Theme.tight

    Rectangle {
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: Math.round(Theme.body * 0.2)
        color: Theme.green
        implicitHeight: Math.round(Theme.body * 1.15)
        implicitWidth: implicitHeight
        radius: height / 2

        Icon {
            anchors.centerIn: parent
            color: Theme.paper
            name: "check"
            size: Math.round(Theme.body * 0.8)
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Math.round(Theme.unit * 4)

        Words {
            Layout.fillWidth: true
            font.pixelSize: Theme.h3
            text: milestone.title
        }
        Quiet {
            Layout.fillWidth: true
            text: milestone.words
            visible: text !== ""
        }
    }
}
