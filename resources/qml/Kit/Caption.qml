// What a button says: its words in the middle, a drawing or the busy sign before them.
import QtQuick

Item {
    id: caption

    property string text: ""
    property string drawing: ""
    property bool busy: false
    property color color: Theme.ink
    property font font
    property real spare: 0  // room at each side that words may take before they break
    readonly property real before: wheel.visible || picture.visible ? picture.size + (text ? Theme.tight : 0) : 0

    // Measured apart: a text that sizes itself by its own implicit width goes round in circles.
    readonly property int natural: text ? Math.ceil(measure.advanceWidth) + 1 : 0
    readonly property real room: Math.max(0, width - before)
    readonly property real over: Math.min(spare, Math.max(0, (natural - room) / 2))
    readonly property real begin: (room - Math.min(natural, room)) / 2

    implicitWidth: before + natural
    implicitHeight: Math.max(before > 0 ? picture.size : 0, words.visible ? words.implicitHeight : 0)

    TextMetrics {
        id: measure

        font: caption.font
        text: caption.text
    }

    BusySign {
        id: wheel

        anchors.verticalCenter: parent.verticalCenter
        x: caption.begin
        visible: shown
        running: caption.busy
        size: picture.size
        color: caption.color
    }
    Icon {
        id: picture

        anchors.verticalCenter: parent.verticalCenter
        x: caption.begin
        visible: caption.drawing !== "" && !wheel.visible
        name: caption.drawing
        color: caption.color
        size: Math.round(caption.font.pixelSize * 1.05)
    }
    Text {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: caption.before - caption.over
        width: caption.room + 2 * caption.over
        visible: text !== ""
        text: caption.text
        font: caption.font
        color: caption.color
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 0.92
        Accessible.ignored: true
    }
}
