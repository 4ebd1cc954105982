pragma ComponentBehavior: Bound
// The dock of a demonstration: what a citizen brings and what may befall the devices; no part of the kiosk.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

Rectangle {
    id: panel

    Accessible.name: qsTr("演示台")
    Accessible.role: Accessible.Pane
    color: Theme.sunk

    Binding {
        property: "width"
        target: DockSize
        value: panel.width
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.top: parent.top
        color: Theme.edge
        width: DockSize.stroke
    }
    Flickable {
        id: flick

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.height + 2 * DockSize.margin
        interactive: contentHeight > height

        ColumnLayout {
            id: column

            height: Math.max(implicitHeight, flick.height - 2 * DockSize.margin)
            spacing: Math.round(DockSize.gap * 1.6)
            width: parent.width - 2 * DockSize.margin
            x: DockSize.margin
            y: DockSize.margin

            RowLayout {
                Layout.fillHeight: false
                spacing: DockSize.gap

                DockText {
                    Accessible.role: Accessible.Heading
                    font.bold: true
                    font.family: Theme.song
                    font.pixelSize: DockSize.title
                    text: qsTr("演示台")
                }
                DockText {
                    Layout.fillWidth: false
                    color: Theme.quiet
                    font.pixelSize: DockSize.small
                    text: qsTr("人和店都是编的")
                }
            }
            DockCards {
                Layout.fillWidth: true
                visible: Dock.cards.length > 0
            }
            Repeater {
                model: Dock.devices

                DockDevice {
                }
            }
            Telephone {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.minimumHeight: Math.round(DockSize.unit * 260)
                visible: Dock.hasTelephone
            }
            Item {
                Layout.fillHeight: true
                visible: !Dock.hasTelephone
            }
        }
    }
}
