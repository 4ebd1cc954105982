// One switch of the head: words where there is room, else its drawing; dark while it is on.
import QtQuick

Press {
    id: pill

    property string drawing: ""
    property bool drawn: false
    property bool on: false
    property bool danger: false
    property bool always: false  // outside a sitting too
    readonly property color front: on ? Theme.onBlue : danger ? Theme.red : Theme.ink
    readonly property real wordsWidth: Math.max(Theme.target, words.implicitWidth + 2 * Math.round(Theme.unit * 28))

    around: Math.round(Theme.unit * 40)
    implicitWidth: drawn ? Theme.target : wordsWidth
    implicitHeight: Theme.target
    Accessible.checkable: on
    Accessible.checked: on

    background: Rectangle {
        radius: Math.min(pill.around, height / 2)
        color: pill.on ? Theme.blue : pill.down ? Theme.blueSoft : Theme.card
        border.width: Theme.stroke
        border.color: pill.on ? Theme.blue : Theme.line
    }
    contentItem: Item {
        Text {
            id: words

            anchors.centerIn: parent
            width: Math.min(implicitWidth, pill.width - 2 * Theme.stroke - 4)
            visible: !pill.drawn
            text: pill.text
            font.family: Theme.sans
            font.pixelSize: Theme.small
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Math.round(Theme.unit * 24)
            color: pill.front
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
        Icon {
            anchors.centerIn: parent
            visible: pill.drawn
            name: pill.drawing
            size: Math.round(Math.min(pill.width, pill.height) * 0.5)
            color: pill.front
        }
    }
}
