// A line of the licence: its label, its value as large as its room allows, a soft bar while there is none.
import QtQuick
import Zhaoban
import Kit

Item {
    id: line

    required property var modelData
    required property real mm      // pixels in a millimetre of the sheet
    property bool clash: false
    property real labelWidth: 30 * mm
    property real size: 7.2 * mm
    property real most: 2.7 * size // height that the value may take
    readonly property bool empty: modelData.text === ""

    function safe(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    }

    function styled(): string {
        if (modelData.waiting)
            return safe(modelData.before) + "<font color=\"" + Preview.colours.border_fine + "\">＿＿</font>" + safe(modelData.after);
        const brand = safe(modelData.brand);
        const said = clash && brand ? "<font color=\"" + Theme.standard.red + "\"><u>" + brand + "</u></font>" : brand;
        return safe(modelData.before) + said + safe(modelData.after);
    }

    implicitHeight: Math.max(label.implicitHeight, empty ? 0 : Math.min(full.implicitHeight, most)) + 2 * mm
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: -2.5 * line.mm
        anchors.rightMargin: -1.5 * line.mm
        visible: line.modelData.lit
        radius: 2 * line.mm
        color: Theme.standard.blueSoft
    }
    Text {
        id: label

        y: line.mm
        width: line.labelWidth - 3 * line.mm
        text: line.modelData.label
        font.family: Theme.song
        font.pixelSize: Math.max(1, Math.round(line.size * 0.86))
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 4
        color: Preview.colours.quiet
        Accessible.ignored: true
    }
    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: line.labelWidth
        anchors.right: parent.right
        anchors.rightMargin: 2 * line.mm
        y: label.y + (label.height - height) / 2
        visible: line.empty
        height: 4.5 * line.mm
        radius: height / 2
        color: Preview.colours.ground
    }
    // what the value would take at its full size
    Text {
        id: full

        visible: false
        width: value.width
        text: value.text
        textFormat: Text.StyledText
        wrapMode: Text.Wrap
        font: value.font
        Accessible.ignored: true
    }
    Text {
        id: value

        anchors.left: parent.left
        anchors.leftMargin: line.labelWidth
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: line.mm
        anchors.bottom: parent.bottom
        visible: !line.empty
        text: line.styled()
        textFormat: Text.StyledText
        wrapMode: Text.Wrap
        font.family: "LXGW WenKai"
        font.pixelSize: Math.max(1, Math.round(line.size))
        fontSizeMode: Text.Fit
        minimumPixelSize: 3
        color: Preview.colours.ink
        clip: true
        Accessible.ignored: true
    }
}
