pragma ComponentBehavior: Bound
// A step as it was answered: what the register will hold large, the rest small, and the way to mend it.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

GridLayout {
    id: group

    required property var modelData
    property bool last: false
    readonly property bool narrow: width < Theme.scale * 700

    Layout.fillWidth: true
    columns: narrow ? 2 : 3
    columnSpacing: Theme.gap
    rowSpacing: Math.round(Theme.unit * 7)

    Quiet {
        Layout.columnSpan: group.narrow ? 2 : 1
        Layout.fillWidth: group.narrow
        Layout.preferredWidth: group.narrow ? -1 : Math.round(Theme.scale * 170)
        Layout.alignment: group.modelData.rest.length === 0 ? Qt.AlignVCenter : Qt.AlignTop
        Layout.topMargin: group.narrow ? Math.round(Theme.unit * 12) : group.modelData.rest.length === 0 ? 0 : Math.round(Theme.unit * 6)
        text: group.modelData.title
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignVCenter
        Layout.topMargin: group.narrow ? 0 : Math.round(Theme.unit * 2)
        Layout.bottomMargin: Math.round(Theme.unit * 2)
        spacing: Math.round(Theme.unit * 4)

        Flow {
            id: first

            Layout.fillWidth: true
            bottomPadding: spacing - Math.round(Theme.unit * 4)
            spacing: Math.round(Theme.unit * 32)

            Repeater {
                model: group.modelData.first

                // lines stand closer to each other than the answers in them
                Item {
                    id: spot

                    required property var modelData
                    readonly property bool personal: modelData.personal

                    height: told.height - first.spacing + Math.round(Theme.unit * 4)
                    width: told.width

                    Words {
                        id: told

                        objectName: "line_" + spot.modelData.id
                        width: Math.min(Math.ceil(implicitWidth), first.width)
                        text: spot.modelData.bare ? Accessible.name : spot.modelData.value
                        Accessible.name: qsTr("%1 %2").arg(spot.modelData.label).arg(spot.modelData.value)
                    }
                }
            }
        }
        Flow {
            id: rest

            Layout.fillWidth: true
            bottomPadding: Math.round(spacing / 2)
            spacing: Math.round(Theme.unit * 24)
            visible: group.modelData.rest.length > 0

            Repeater {
                model: group.modelData.rest

                // lines stand closer to each other than the answers in them
                Item {
                    id: place

                    required property var modelData
                    readonly property bool personal: modelData.personal

                    height: said.height - rest.spacing + Math.round(Theme.unit * 6)
                    width: said.width

                    Quiet {
                        id: said

                        objectName: "line_" + place.modelData.id
                        width: Math.min(Math.ceil(implicitWidth), rest.width)
                        text: qsTr("%1 %2").arg(place.modelData.label).arg(place.modelData.value)
                    }
                }
            }
        }
    }
    PlainButton {
        objectName: "amend_" + group.modelData.stepId
        Layout.alignment: Qt.AlignTop
        implicitHeight: Theme.target
        font.pixelSize: Theme.body
        font.bold: false
        spoken: qsTr("修改：%1").arg(group.modelData.title)
        text: qsTr("修改")
        onActivated: Sitting.goTo(group.modelData.stepId)
    }
    Rectangle {
        Layout.columnSpan: group.columns
        Layout.fillWidth: true
        implicitHeight: Theme.stroke
        color: Theme.line
        visible: !group.last
    }
}
