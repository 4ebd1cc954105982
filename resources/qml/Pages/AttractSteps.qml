// The way in four words, side by side with lines between them, or two and two.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kit

GridLayout {
    id: steps

    property bool abreast: true

    Accessible.role: Accessible.List
    Accessible.name: qsTr("只要四步")
    Layout.fillWidth: true
    columnSpacing: Math.round(Theme.unit * 14)
    columns: abreast ? 7 : 2
    rowSpacing: Theme.tight

    Repeater {
        model: [qsTr("刷身份证"), "", qsTr("选项目"), "", qsTr("起名字"), "", qsTr("签字领照")]

        RowLayout {
            id: step

            required property int index
            required property string modelData
            readonly property bool between: modelData === ""

            Layout.fillWidth: between || !steps.abreast
            spacing: Math.round(Theme.unit * 12)
            visible: !between || steps.abreast

            Rectangle {
                Layout.fillWidth: true
                color: Theme.line
                implicitHeight: Theme.stroke
                visible: step.between
            }
            Rectangle {
                border.color: Theme.blue
                border.width: Theme.tone === Theme.standard ? 0 : Theme.stroke
                color: Theme.blueSoft
                implicitHeight: Math.round(Theme.small * 2)
                implicitWidth: implicitHeight
                radius: height / 2
                visible: !step.between

                Text {
                    Accessible.ignored: true
                    anchors.centerIn: parent
                    color: Theme.blue
                    font.bold: true
                    font.family: Theme.sans
                    font.pixelSize: Theme.small
                    text: step.index / 2 + 1
                }
            }
            Line {
                Layout.fillWidth: !steps.abreast
                font.pixelSize: Math.round((Theme.small + Theme.body) / 2)
                text: step.modelData
                visible: !step.between
            }
        }
    }
}
