// A word or two on a coloured ground.
import QtQuick

Rectangle {
    id: badge

    property string text: ""
    property string kind: "info"

    implicitWidth: visible ? words.implicitWidth + 2 * Math.round(Theme.unit * 18) : 0
    implicitHeight: visible ? words.implicitHeight + Math.round(Theme.unit * 12) : 0
    radius: Math.round(Theme.unit * 12)
    color: kind === "good" ? Theme.greenSoft : kind === "bad" ? Theme.redSoft : kind === "warn" ? Theme.amberSoft : Theme.blueSoft
    border.width: Theme.tone === Theme.standard ? 0 : Math.max(1, Theme.stroke - 1)
    border.color: words.color

    Text {
        id: words

        anchors.centerIn: parent
        text: badge.text
        font.family: Theme.sans
        font.pixelSize: Theme.small
        color: badge.kind === "good" ? Theme.green : badge.kind === "bad" ? Theme.red : badge.kind === "warn" ? Theme.amber : Theme.blue
        Accessible.ignored: true
    }
}
