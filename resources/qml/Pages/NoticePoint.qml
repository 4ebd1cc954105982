// One thing that a notice tells: a drawing, a title, a sentence or two.
import QtQuick
import QtQuick.Layouts
import Kit

RowLayout {
    id: point

    property string drawing: "info"
    property string title: ""
    property string words: ""

    Layout.fillWidth: true
    spacing: Math.round(Theme.unit * 24)

    Rectangle {
        Layout.alignment: Qt.AlignTop
        border.color: Theme.blue
        border.width: Theme.tone === Theme.standard ? 0 : Theme.stroke
        color: Theme.blueSoft
        implicitHeight: Math.round(Theme.body * 1.9)
        implicitWidth: implicitHeight
        radius: height / 2

        Icon {
            anchors.centerIn: parent
            color: Theme.blue
            name: point.drawing
            size: Math.round(Theme.body * 1.1)
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Words {
            font.bold: true
            text: point.title
        }
        Quiet {
            lineHeight: 1.1
            text: point.words
        }
    }
}
