// Where the card goes: a drawing of one that slides onto the reader, a green mark once it was read.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Kit

Item {
    id: picture

    property string caption: ""
    property bool done: false
    property real tallest: Math.round(Theme.unit * (Theme.portrait ? 600 : 420))
    readonly property real least: card.height * 1.15 + words.height + 3 * Theme.pad
    readonly property bool moves: Theme.slide > 0 && visible && !done

    Accessible.name: caption || qsTr("身份证放在读卡区")
    Accessible.role: Accessible.Graphic
    implicitHeight: Math.round(Math.max(tallest, least))
    implicitWidth: Math.round(Theme.unit * 560)

    Shape {
        anchors.fill: parent

        ShapePath {
            capStyle: ShapePath.FlatCap
            dashPattern: [2.2, 1.4]
            fillColor: picture.done ? Theme.greenSoft : Theme.blueSoft
            strokeColor: picture.done ? Theme.green : Theme.blue
            strokeStyle: picture.done ? ShapePath.SolidLine : ShapePath.DashLine
            strokeWidth: Math.max(3, Math.round(Theme.unit * 5))

            PathRectangle {
                height: picture.height - 6
                radius: Theme.radius * 1.3
                width: picture.width - 6
                x: 3
                y: 3
            }
        }
    }
    Item {
        id: place

        anchors.bottom: words.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        clip: true

        Rectangle {
            id: card

            property real lift: 0

            anchors.horizontalCenter: parent.horizontalCenter
            border.color: picture.done ? Theme.green : Theme.blue
            border.width: Math.max(3, Math.round(Theme.unit * 5))
            color: Theme.card
            height: Math.round(width * 0.625)
            radius: Math.round(width * 0.05)
            width: Math.round(Math.min(Theme.unit * (picture.done ? 300 : Theme.portrait && !Theme.low ? 540 : 340), picture.width * 0.6))
            y: Math.round((place.height - height) / 2 + Theme.pad * 0.4 - lift)

            Repeater {
                model: [{ x: 0.09, y: 0.2, w: 0.31 }, { x: 0.09, y: 0.37, w: 0.42 }, { x: 0.09, y: 0.54, w: 0.25 }, { x: 0.09, y: 0.77, w: 0.69 }]

                Rectangle {
                    required property var modelData

                    color: picture.done ? Theme.green : Theme.blue
                    height: Math.round(card.height * 0.065)
                    opacity: 0.2
                    radius: height / 2
                    width: Math.round(card.width * modelData.w)
                    x: Math.round(card.width * modelData.x)
                    y: Math.round(card.height * modelData.y)
                }
            }
            Rectangle {
                color: picture.done ? Theme.green : Theme.blue
                height: Math.round(card.height * 0.53)
                opacity: picture.done ? 1 : 0.2
                radius: Math.round(card.width * 0.025)
                width: Math.round(card.width * 0.27)
                x: Math.round(card.width * 0.64)
                y: Math.round(card.height * 0.17)
            }
            Icon {
                color: Theme.card
                name: "check"
                size: Math.round(card.width * 0.2)
                visible: picture.done
                x: Math.round(card.width * 0.675)
                y: Math.round(card.height * 0.275)
            }
        }
    }
    Line {
        id: words

        Accessible.ignored: true
        anchors.bottom: parent.bottom
        anchors.bottomMargin: text ? Theme.pad * 1.4 : 0
        anchors.left: parent.left
        anchors.margins: Theme.pad
        anchors.right: parent.right
        font.bold: true
        font.pixelSize: Theme.h3
        height: text ? implicitHeight : Theme.pad
        horizontalAlignment: Text.AlignHCenter
        text: picture.caption
    }

    SequentialAnimation {
        loops: Animation.Infinite
        running: picture.moves

        onStopped: card.lift = 0

        NumberAnimation {
            duration: 700
            easing.type: Easing.OutCubic
            from: picture.height * 0.16
            property: "lift"
            target: card
            to: 0
        }
        PauseAnimation {
            duration: 2400
        }
        NumberAnimation {
            duration: 400
            easing.type: Easing.InCubic
            property: "lift"
            target: card
            to: picture.height * 0.16
        }
    }
}
