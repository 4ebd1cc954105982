// A row to tick: what it says, a line under it, a badge at its end (`badgeKind` info, warn, bad, good).
import QtQuick
import QtQuick.Layouts

Press {
    id: tick

    property string words: ""
    property string badge: ""
    property string badgeKind: "good"
    property bool ticked: false
    property bool framed: true
    readonly property int box: Math.round(Theme.unit * 60 * Math.min(1.4, Theme.scale / Theme.unit))

    onActivated: toggled()
    Layout.fillWidth: true
    leftPadding: framed ? Theme.pad : 0
    rightPadding: framed ? Theme.pad : 0
    topPadding: framed ? Math.round(Theme.unit * 28) : 0
    bottomPadding: topPadding
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.description: badge ? badge + " " + words : words
    Accessible.checkable: true
    Accessible.checked: ticked

    background: Rectangle {
        visible: tick.framed
        radius: Theme.radius
        color: tick.down ? Theme.blueSoft : Theme.card
        border.width: Theme.stroke
        border.color: Theme.line
    }
    contentItem: RowLayout {
        spacing: Math.round(Theme.unit * 28)

        Rectangle {
            implicitWidth: tick.box
            implicitHeight: tick.box
            radius: Math.round(tick.box * 0.25)
            color: !tick.enabled ? Theme.disabled : tick.ticked ? Theme.blue : Theme.card
            border.width: tick.ticked ? 0 : Math.max(Theme.stroke, 3)
            border.color: Theme.edge

            Icon {
                anchors.centerIn: parent
                visible: tick.ticked
                name: "check"
                size: Math.round(tick.box * 0.7)
                color: tick.enabled ? Theme.onBlue : Theme.onDisabled
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Math.round(Theme.unit * 4)

            GridLayout {
                id: first

                readonly property bool beside: width - title.implicitWidth - columnSpacing >= mark.implicitWidth

                Layout.fillWidth: true
                columns: beside ? 2 : 1
                columnSpacing: Theme.gap
                rowSpacing: Math.round(Theme.unit * 8)

                Text {
                    id: title

                    Layout.fillWidth: true
                    text: tick.text
                    font.family: Theme.sans
                    font.pixelSize: tick.framed && tick.words ? Theme.h3 : Theme.body
                    font.bold: tick.framed && tick.words !== ""
                    color: tick.enabled ? Theme.ink : Theme.onDisabled
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
                Badge {
                    id: mark

                    visible: text !== ""
                    text: tick.badge
                    kind: tick.badgeKind
                }
            }
            Text {
                Layout.fillWidth: true
                visible: text !== ""
                text: tick.words
                font.family: Theme.sans
                font.pixelSize: Theme.small
                color: tick.enabled ? Theme.quiet : Theme.onDisabled
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
