// A large card to press: what it does, and a line of small words.
import QtQuick
import QtQuick.Layouts

Press {
    id: tile

    property string title: ""
    property string words: ""
    property string drawing: ""

    text: title
    spoken: words ? qsTr("%1，%2").arg(title).arg(words) : title
    padding: Math.round(Theme.unit * 40)
    Layout.fillWidth: true

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.blueSoft : Theme.card
        border.width: Theme.stroke
        border.color: Theme.line
    }
    contentItem: ColumnLayout {
        spacing: Theme.tight
        Icon {
            visible: tile.drawing !== ""
            name: tile.drawing
            color: Theme.blue
            size: Theme.h2
        }
        Text {
            Layout.fillWidth: true
            text: tile.title
            font.family: Theme.sans
            font.pixelSize: Math.round(Theme.h3 * 1.15)
            font.bold: true
            color: tile.enabled ? Theme.ink : Theme.onDisabled
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Text {
            Layout.fillWidth: true
            visible: text !== ""
            text: tile.words
            font.family: Theme.sans
            font.pixelSize: Theme.small
            color: tile.enabled ? Theme.quiet : Theme.onDisabled
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}
