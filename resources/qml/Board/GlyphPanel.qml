// The character a code point stands for, as large as there is room.
import QtQuick
import Zhaoban
import Kit

Rectangle {
    id: panel

    readonly property var found: visible ? Composer.candidates[0] ?? null : null

    border.color: Theme.line
    border.width: Theme.stroke
    color: Theme.card
    radius: Measures.radius
    Accessible.name: found ? found.text + " " + found.note : ""
    Accessible.role: Accessible.StaticText

    Text {
        Accessible.ignored: true
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Measures.label * 0.6
        color: Theme.ink
        font.family: Theme.sans
        font.pixelSize: Math.round(Math.min(panel.width, panel.height) * 0.6)
        text: panel.found ? panel.found.text : ""
    }
    Text {
        Accessible.ignored: true
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Measures.gap
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.quiet
        font.family: Theme.sans
        font.pixelSize: Measures.least
        text: panel.found ? panel.found.note : ""
    }
}
