// Something else that can be done here: a drawing, a name, a line of small words.
import QtQuick
import QtQuick.Layouts
import Kit

Press {
    id: tile

    property string title: ""
    property string words: ""
    property string drawing: ""
    readonly property int ball: Math.round(Theme.h3 * 2.3)

    Layout.fillWidth: true
    bottomPadding: topPadding
    leftPadding: Math.round(Theme.unit * (Theme.portrait ? 40 : 28))
    rightPadding: leftPadding
    spoken: words ? qsTr("%1，%2").arg(title).arg(words) : title
    text: title
    topPadding: Math.round(Theme.unit * (Theme.compact ? 16 : 26))

    background: Rectangle {
        border.color: Theme.line
        border.width: Theme.stroke
        color: tile.down ? Theme.blueSoft : Theme.card
        radius: Theme.radius
    }
    contentItem: RowLayout {
        spacing: Math.round(Theme.unit * (Theme.portrait ? 32 : 24))

        Rectangle {
            border.color: Theme.blue
            border.width: Theme.tone === Theme.standard ? 0 : Theme.stroke
            color: Theme.blueSoft
            implicitHeight: tile.ball
            implicitWidth: tile.ball
            radius: width / 2

            Icon {
                anchors.centerIn: parent
                color: Theme.blue
                name: tile.drawing
                size: Math.round(tile.ball * 0.52)
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Math.round(Theme.unit * 4)

            Text {
                Accessible.ignored: true
                Layout.fillWidth: true
                color: Theme.ink
                font.bold: true
                font.family: Theme.sans
                font.pixelSize: Math.round(Theme.h3 * 1.1)
                text: tile.title
                wrapMode: Text.Wrap
            }
            Text {
                Accessible.ignored: true
                Layout.fillWidth: true
                color: Theme.quiet
                font.family: Theme.sans
                font.pixelSize: Math.round((Theme.small + Theme.body) / 2)
                text: tile.words
                visible: text !== ""
                wrapMode: Text.Wrap
            }
        }
        Icon {
            color: Theme.quiet
            name: "next"
            size: Theme.h3
            visible: tile.width >= Theme.scale * 470
        }
    }
}
