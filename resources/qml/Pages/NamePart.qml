// One part of the name in its box; touching it opens what it may be. A fixed part opens nothing.
import QtQuick
import QtQuick.Layouts
import Kit

Press {
    id: part

    property string label: ""
    property string value: ""
    property string placeholder: qsTr("点一下选择")
    property bool fixed: false

    Layout.fillHeight: true
    activeFocusOnTab: !fixed
    enabled: !fixed
    leftPadding: Math.round(Theme.unit * 28)
    rightPadding: leftPadding
    topPadding: Math.round(Theme.unit * 16)
    bottomPadding: topPadding
    spoken: label
    text: value
    Accessible.description: value

    background: Rectangle {
        radius: Theme.radius
        color: part.down ? Theme.blueSoft : part.fixed ? Theme.paper : Theme.card
        border.width: Theme.stroke
        border.color: part.fixed ? Theme.line : Theme.edge
    }
    contentItem: RowLayout {
        spacing: Math.round(Theme.unit * 16)

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Quiet {
                text: part.label
                Accessible.ignored: true
            }
            Words {
                text: part.value === "" ? part.placeholder : part.value
                color: part.value === "" ? Theme.quiet : Theme.ink
                font.bold: part.value !== ""
                font.pixelSize: part.value === "" ? Theme.body : Theme.h3
                Accessible.ignored: true
            }
        }
        Icon {
            visible: !part.fixed
            name: "down"
            color: Theme.blue
            size: Theme.body
        }
    }
}
