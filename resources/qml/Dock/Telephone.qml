pragma ComponentBehavior: Bound
// The citizen's own telephone: its messages, newest first, the code of each large.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

Rectangle {
    id: telephone

    border.color: Theme.ink
    border.width: Math.round(DockSize.unit * 6)
    color: Theme.paper
    radius: Math.round(DockSize.unit * 30)

    Rectangle {
        id: ear

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: Math.round(DockSize.unit * 15)
        color: Theme.ink
        height: Math.round(DockSize.unit * 6)
        radius: height / 2
        width: Math.round(DockSize.unit * 72)
    }
    DockText {
        anchors.centerIn: parent
        color: Theme.quiet
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("短信会到这里")
        visible: list.count === 0
        width: parent.width - 4 * DockSize.margin
    }
    ListView {
        id: list

        anchors.bottomMargin: Math.round(DockSize.unit * 12)
        anchors.fill: parent
        anchors.leftMargin: Math.round(DockSize.unit * 18)
        anchors.rightMargin: anchors.leftMargin
        anchors.topMargin: Math.round(DockSize.unit * 34)
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: Dock.messages
        objectName: "messages"
        spacing: DockSize.gap

        delegate: Rectangle {
            id: message

            required property int index
            required property var modelData

            Accessible.name: modelData.text
            Accessible.role: Accessible.ListItem
            border.color: Theme.line
            border.width: DockSize.stroke
            color: Theme.card
            height: column.implicitHeight + 2 * DockSize.pad
            radius: DockSize.radius
            width: ListView.view.width

            ColumnLayout {
                id: column

                spacing: Math.round(DockSize.gap * 0.6)
                x: DockSize.pad
                y: DockSize.pad
                width: parent.width - 2 * DockSize.pad

                RowLayout {
                    DockText {
                        color: Theme.quiet
                        font.pixelSize: DockSize.small
                        text: message.modelData.mobile
                    }
                    DockText {
                        Layout.fillWidth: false
                        color: Theme.quiet
                        font.pixelSize: DockSize.small
                        text: message.modelData.time
                    }
                }
                DockText {
                    color: message.index === 0 ? Theme.blue : Theme.quiet
                    font.bold: true
                    font.letterSpacing: Math.round(DockSize.unit * 5)
                    font.pixelSize: message.index === 0 ? DockSize.code : DockSize.title
                    objectName: "code_" + message.index
                    text: message.modelData.code
                    visible: text !== ""
                }
                DockText {
                    objectName: "message_" + message.index
                    text: message.modelData.text
                }
            }
        }
    }
}
