// The ring around what the keyboard drives.
import QtQuick

Rectangle {
    id: ring

    property real around: Theme.radius

    anchors.fill: parent
    anchors.margins: -Theme.ring - 2
    radius: around + Theme.ring + 2
    color: "transparent"
    border.color: Theme.focus
    border.width: Theme.ring
}
