// The one great button of the first page.
import QtQuick
import QtQuick.Layouts
import Kit

Press {
    id: action

    property string title: ""
    property string words: ""
    property bool roomy: true
    readonly property int ball: Math.max(Theme.target, Math.round(Theme.unit * 120))

    Layout.fillWidth: true
    bottomPadding: topPadding
    leftPadding: Math.round(Theme.unit * (Theme.portrait ? 64 : 52))
    rightPadding: leftPadding
    spoken: words ? qsTr("%1，%2").arg(title).arg(words) : title
    text: title
    topPadding: Math.round(Theme.unit * (roomy ? Theme.portrait ? 88 : 56 : Theme.portrait && Theme.scale < 1.5 ? 56 : 28))

    background: Rectangle {
        color: action.down ? Qt.darker(Theme.blue, 1.2) : Theme.blue
        radius: Math.round(Theme.radius * 1.15)
    }
    contentItem: RowLayout {
        spacing: Theme.pad

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.tight

            Text {
                Accessible.ignored: true
                Layout.fillWidth: true
                color: Theme.onBlue
                font.bold: true
                font.family: Theme.sans
                font.pixelSize: Math.round(Theme.h2 * (Theme.compact ? 0.8 : 1))
                text: action.title
                wrapMode: Text.Wrap
            }
            Text {
                Accessible.ignored: true
                Layout.fillWidth: true
                color: Theme.onBlue
                font.family: Theme.sans
                font.pixelSize: Theme.body
                text: action.words
                visible: text !== "" && action.roomy
                wrapMode: Text.Wrap
            }
        }
        Rectangle {
            color: Theme.onBlue
            implicitHeight: action.ball
            implicitWidth: action.ball
            radius: width / 2

            Icon {
                anchors.centerIn: parent
                color: Theme.blue
                name: "next"
                size: Math.round(action.ball * 0.5)
            }
        }
    }
}
