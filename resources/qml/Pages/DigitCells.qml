// A number to be typed, in its groups: what is there in ink, what is still to come as a line.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kit

Rectangle {
    id: cells

    property string digits: ""
    property var groups: [3, 4, 4]
    property bool active: true
    property string problem: ""
    property string hint: ""
    property string label: ""
    readonly property int many: groups.reduce((sum, group) => sum + group, 0)
    readonly property real space: Theme.unit * 26
    readonly property real cell: Math.min(Theme.unit * 96, Theme.h2 * 1.1, (width - 2 * Theme.pad - (groups.length - 1) * space) / many)

    Accessible.description: problem || hint
    Accessible.name: label
    Accessible.role: Accessible.StaticText
    Layout.fillWidth: true
    border.color: problem ? Theme.red : active ? Theme.blue : Theme.edge
    border.width: active ? Theme.stroke + 2 : Theme.stroke
    color: Theme.card
    implicitHeight: column.implicitHeight + 2 * Math.round(Theme.unit * 24)
    implicitWidth: Math.round(Theme.unit * 560)
    radius: Theme.radius

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: Theme.pad
        anchors.right: parent.right
        anchors.rightMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        spacing: 0

        Quiet {
            Accessible.ignored: true
            text: cells.label
        }
        Row {
            spacing: cells.space

            Repeater {
                model: cells.groups

                Row {
                    id: group

                    required property int index
                    required property int modelData
                    readonly property int first: cells.groups.slice(0, index).reduce((sum, size) => sum + size, 0)

                    Repeater {
                        model: group.modelData

                        Item {
                            id: place

                            required property int index
                            readonly property int at: group.first + index
                            readonly property bool given: at < cells.digits.length

                            height: Math.ceil(digit.implicitHeight)
                            width: cells.cell

                            Text {
                                id: digit

                                Accessible.ignored: true
                                anchors.centerIn: parent
                                color: Theme.ink
                                font.bold: true
                                font.family: Theme.sans
                                font.pixelSize: Math.round(cells.cell)
                                text: place.given ? cells.digits.charAt(place.at) : ""
                            }
                            Rectangle {
                                anchors.bottom: parent.bottom
                                anchors.horizontalCenter: parent.horizontalCenter
                                color: place.at === cells.digits.length && cells.active ? Theme.blue : Theme.edge
                                height: Math.max(3, Math.round(Theme.unit * 5))
                                radius: height / 2
                                visible: !place.given
                                width: Math.round(cells.cell * 0.7)
                            }
                        }
                    }
                }
            }
        }
        RowLayout {
            Layout.topMargin: Math.round(Theme.unit * 4)
            visible: cells.active
            spacing: Math.round(Theme.unit * 10)

            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Math.round(Theme.small * 0.15)
                color: Theme.red
                name: "bad"
                size: Math.round(Theme.small * 1.15)
                visible: cells.problem !== ""
            }
            Quiet {
                color: cells.problem ? Theme.red : Theme.quiet
                objectName: "said"
                text: cells.problem || cells.hint || " "
            }
        }
    }
}
