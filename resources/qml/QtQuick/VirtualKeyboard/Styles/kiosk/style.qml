// How Qt's virtual keyboard looks in this product; Board/Measures.qml says how large it is.
import QtQuick
import QtQuick.VirtualKeyboard.Styles as Styles
import Board
import Kit

Styles.KeyboardStyle {
    keyboardDesignHeight: Measures.keysHeight - Measures.edge
    keyboardDesignWidth: Math.max(1, Measures.width - 2 * Measures.edge)

    keyPanel: Styles.KeyPanel {
        id: panel

        readonly property BoardKey one: control as BoardKey
        readonly property bool lit: one !== null && (one.pressed || one.isOn)

        Rectangle {
            anchors.fill: parent
            border.color: panel.lit ? Theme.blue : Theme.line
            border.width: panel.lit || Theme.tone !== Theme.standard ? Theme.stroke : 0
            color: panel.lit ? Theme.blueSoft : Theme.card
            radius: Measures.radius
        }
        Text {
            Accessible.ignored: true
            anchors.fill: parent
            anchors.bottomMargin: under.visible ? panel.height - under.y : 0
            anchors.leftMargin: Math.round(Measures.gap * 0.4)
            anchors.rightMargin: anchors.leftMargin
            anchors.topMargin: under.visible ? Math.round(panel.height * 0.03) : 0
            color: panel.lit ? Theme.blue : Theme.ink
            font.family: Theme.sans
            font.pixelSize: panel.one && panel.one.displayText.length === 1 ? Measures.letter : Math.min(Measures.label, Math.round(panel.width * 0.37))
            fontSizeMode: Text.Fit
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: Math.round(Measures.least * 0.75)
            objectName: "keyText"
            text: panel.one ? panel.one.displayText : ""
            verticalAlignment: Text.AlignVCenter
        }
        Text {
            id: under

            Accessible.ignored: true
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Math.round(panel.height * 0.02 + Math.max(0, panel.height - Measures.rowHeight) * 0.2)
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.quiet
            font.family: Theme.sans
            font.pixelSize: Measures.small
            fontSizeMode: Text.Fit
            height: Math.min(Math.ceil(Measures.small * 1.5), Math.round(panel.height * 0.42))
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: Math.round(Measures.least * 0.75)
            objectName: "keyUnder"
            text: panel.one ? panel.one.under : ""
            verticalAlignment: Text.AlignVCenter
            visible: text !== ""
            width: parent.width - 1.5 * Measures.gap
        }
    }
}
