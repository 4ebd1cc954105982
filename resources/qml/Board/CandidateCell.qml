// One candidate to touch; the first stands out.
import QtQuick
import QtQuick.Templates as T
import Kit

T.AbstractButton {
    id: cell

    property string note: ""
    property bool isFirst: false
    property int number: 0  // for a keyboard; 0 where none is used
    property bool raised: false  // drawn as a key
    property bool turns: false  // a button beside the candidates, not one of them

    activeFocusOnTab: false
    focusPolicy: Qt.NoFocus
    Accessible.name: note ? text + " " + note : text
    Accessible.role: Accessible.Button

    background: Rectangle {
        border.color: cell.down ? Theme.blue : Theme.line
        border.width: cell.raised && (cell.down || Theme.tone !== Theme.standard) ? Theme.stroke : 0
        color: cell.down ? Theme.blueSoft : cell.raised ? Theme.card : "transparent"
        radius: Measures.radius
    }
    contentItem: Item {
        Text {
            Accessible.ignored: true
            anchors.centerIn: parent
            color: !cell.enabled ? Theme.onDisabled : cell.isFirst || cell.down ? Theme.blue : Theme.ink
            elide: cell.turns ? Text.ElideNone : Text.ElideRight
            font.bold: cell.isFirst
            font.family: Theme.sans
            font.pixelSize: cell.turns ? Measures.label : Measures.word
            fontSizeMode: cell.turns ? Text.HorizontalFit : Text.FixedSize
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: Math.round(Measures.least * 0.75)
            text: cell.text
            verticalAlignment: Text.AlignVCenter
            width: cell.turns ? cell.width - 1.5 * Measures.gap : Math.min(implicitWidth, cell.width)
        }
        Text {
            Accessible.ignored: true
            anchors.left: parent.left
            anchors.leftMargin: Math.round(Measures.gap / 2)
            anchors.top: parent.top
            color: Theme.ink
            font.family: Theme.sans
            font.pixelSize: Measures.least
            text: cell.number
            visible: cell.number > 0
        }
    }
}
