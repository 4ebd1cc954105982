pragma ComponentBehavior: Bound
// The 副本 as it would stand now: a picture that fills in, never the document itself.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

Item {
    id: sheet

    objectName: "licence_sheet"

    property bool clash: false
    readonly property real mm: width / 297

    implicitWidth: 297
    implicitHeight: width * 210 / 297

    BorderImage {
        readonly property int reach: 28

        anchors.fill: parent
        anchors.margins: -reach
        anchors.topMargin: -reach + 10
        anchors.bottomMargin: -reach - 10
        opacity: Theme.shadow
        source: "../Kit/shadow.png"
        border {
            left: 56
            top: 56
            right: 56
            bottom: 56
        }
    }
    Rectangle {
        anchors.fill: parent
        radius: 2 * sheet.mm
        color: Preview.colours.screen_sheet
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: 7 * sheet.mm
        color: "transparent"
        border.width: Math.max(1, Math.round(0.5 * sheet.mm))
        border.color: Preview.colours.border
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: 9.5 * sheet.mm
        color: "transparent"
        border.width: Math.max(2, Math.round(1.3 * sheet.mm))
        border.color: Preview.colours.border
    }
    Text {
        anchors.centerIn: parent
        visible: text !== ""
        text: Preview.words.mark
        font.family: Theme.song
        font.bold: true
        font.pixelSize: Math.max(1, Math.round(28 * sheet.mm))
        rotation: -17
        opacity: 0.35
        color: Preview.colours.mark
        Accessible.ignored: true
    }

    // the code to come, the title, the place of the QR code
    Column {
        x: 26 * sheet.mm
        y: 27 * sheet.mm
        width: 62 * sheet.mm
        spacing: 1.5 * sheet.mm

        Text {
            width: parent.width
            text: Preview.words.code
            font.family: Theme.song
            font.pixelSize: Math.max(1, Math.round(6 * sheet.mm))
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 3
            color: Preview.colours.quiet
            Accessible.ignored: true
        }
        Text {
            width: parent.width
            text: qsTr("待核发")
            font.family: Theme.song
            font.bold: true
            font.pixelSize: Math.max(1, Math.round(6.4 * sheet.mm))
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 3
            color: Preview.colours.ink
            Accessible.ignored: true
        }
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 27 * sheet.mm
        spacing: 0

        Text {
            anchors.horizontalCenter: parent.horizontalCenter
            text: Preview.words.title
            font.family: Theme.song
            font.bold: true
            font.letterSpacing: 6 * sheet.mm
            font.pixelSize: Math.max(1, Math.round(20 * sheet.mm))
            leftPadding: 6 * sheet.mm
            color: Preview.colours.ink
            Accessible.ignored: true
        }
        Text {
            anchors.horizontalCenter: parent.horizontalCenter
            text: Preview.words.subtitle
            font.family: Theme.song
            font.pixelSize: Math.max(1, Math.round(7.4 * sheet.mm))
            color: Preview.colours.ink
            Accessible.ignored: true
        }
    }
    Dashes {
        x: 232 * sheet.mm
        y: 24 * sheet.mm
        width: 38 * sheet.mm
        height: width
        color: Preview.colours.border
        thickness: Math.max(1, 0.6 * sheet.mm)

        Text {
            anchors.centerIn: parent
            text: "QR"
            font.family: Theme.song
            font.pixelSize: Math.max(1, Math.round(6 * sheet.mm))
            color: Preview.colours.border_fine
            Accessible.ignored: true
        }
    }

    ColumnLayout {
        id: left

        x: 26 * sheet.mm
        y: 76 * sheet.mm
        width: 137 * sheet.mm
        height: 116 * sheet.mm
        spacing: 2.6 * sheet.mm

        Repeater {
            model: Preview.left

            LicenceLine {
                readonly property bool last: modelData.key === "scope"

                Layout.fillWidth: true
                Layout.fillHeight: last && !empty
                clash: sheet.clash
                mm: sheet.mm
            }
        }
        Item {
            Layout.fillHeight: true
            Layout.preferredHeight: 0
        }
    }
    ColumnLayout {
        x: 170 * sheet.mm
        y: 76 * sheet.mm
        width: 101 * sheet.mm
        height: 82 * sheet.mm
        spacing: 2.6 * sheet.mm

        Repeater {
            model: Preview.right

            LicenceLine {
                readonly property bool last: modelData.key === "premises"

                Layout.fillWidth: true
                mm: sheet.mm
                most: last ? 48 * mm : 1.4 * size
            }
        }
        Item {
            Layout.fillHeight: true
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 25 * sheet.mm
        y: 176 * sheet.mm
        spacing: 4 * sheet.mm

        Text {
            text: Preview.words.authorityLabel
            font.family: Theme.song
            font.pixelSize: Math.max(1, Math.round(5.4 * sheet.mm))
            color: Preview.colours.quiet
            Accessible.ignored: true
        }
        Text {
            text: Preview.words.authority
            font.family: Theme.song
            font.pixelSize: Math.max(1, Math.round(5.4 * sheet.mm))
            color: Preview.colours.ink
            Accessible.ignored: true
        }
    }
}
