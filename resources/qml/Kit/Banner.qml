// What a person should know now: `kind` info, warn, bad or good.
import QtQuick
import QtQuick.Layouts

Rectangle {
    id: banner

    property string kind: "info"
    property string title: ""
    property string text: ""
    default property alias content: column.data
    readonly property color on: kind === "good" ? Theme.green : kind === "bad" ? Theme.red : kind === "warn" ? Theme.amber : Theme.ink

    Layout.fillWidth: true
    implicitWidth: row.implicitWidth + 2 * Theme.pad
    implicitHeight: row.implicitHeight + 2 * Math.round(Theme.unit * 22)
    radius: Math.round(Theme.radius * 0.8)
    color: kind === "good" ? Theme.greenSoft : kind === "bad" ? Theme.redSoft : kind === "warn" ? Theme.amberSoft : Theme.blueSoft
    border.width: Theme.tone === Theme.standard ? 0 : Theme.stroke
    border.color: on

    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: text

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.pad
        anchors.rightMargin: Theme.pad
        spacing: Math.round(Theme.unit * 20)

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Math.round(Theme.body * 0.18)
            name: banner.kind
            color: banner.kind === "info" ? Theme.blue : banner.on
            size: Math.round(Theme.body * 1.1)
        }
        ColumnLayout {
            id: column

            Layout.alignment: Qt.AlignTop
            Layout.fillHeight: false
            Layout.fillWidth: true
            spacing: Math.round(Theme.unit * 6)

            Words {
                visible: text !== ""
                text: banner.title
                color: banner.on
                font.bold: true
            }
            Words {
                visible: text !== ""
                text: banner.text
                color: banner.on
                font.pixelSize: Math.round((Theme.body + Theme.small) / 2)
            }
        }
    }
}
