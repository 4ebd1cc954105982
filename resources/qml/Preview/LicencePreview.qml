// The live licence: beside the form where there is room, else a strip that opens and closes.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: preview

    property bool clash: false
    property bool open: false  // where it is a strip
    // In a strip its height is its own and not its width's: else a scroll bar that narrows it would
    // make it fit, go, and come again. Beside the keyboard what is written stays in sight.
    readonly property real highest: {
        if (Theme.keyboardHeight > 0 && !Theme.keyboardBeside)
            return Math.round(Theme.height * (Theme.wide ? 0.23 : 0.2));
        return Theme.wide ? Theme.height : Math.round(Theme.height * 0.31);
    }

    spacing: Theme.tight

    Quiet {
        visible: Theme.wide
        text: qsTr("您的执照（预览）")
    }
    Press {
        id: strip

        objectName: "see_licence"
        visible: !Theme.wide
        Layout.fillWidth: true
        leftPadding: Theme.pad
        rightPadding: Theme.pad
        text: preview.open ? qsTr("收起执照") : qsTr("看看执照")
        background: Rectangle {
            radius: Theme.radius
            color: strip.down ? Theme.blueSoft : Theme.card
            border.width: Theme.stroke
            border.color: Theme.line
        }
        contentItem: RowLayout {
            spacing: Theme.gap

            LicenceSheet {
                visible: !preview.open
                Layout.preferredWidth: Math.round(Theme.target * 0.72 * 297 / 210)
                Layout.preferredHeight: Math.round(Theme.target * 0.72)
                Layout.topMargin: Theme.tight
                Layout.bottomMargin: Theme.tight
                clash: preview.clash
            }
            Words {
                text: strip.text
                Accessible.ignored: true
            }
            Icon {
                name: preview.open ? "up" : "down"
                color: Theme.blue
            }
        }
        onActivated: preview.open = !preview.open
    }
    Item {
        id: place

        objectName: "licence"
        visible: Theme.wide || preview.open
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(width * 210 / 297, preview.highest)
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("您的执照（预览）")
        Accessible.description: Preview.reading

        LicenceSheet {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(place.width, place.height * 297 / 210)
            height: width * 210 / 297
            clash: preview.clash
        }
    }
}
