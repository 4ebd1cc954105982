// One reason of a decision, its legal basis, and the way to mend it.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

Panel {
    id: card

    property var reason: ({})
    property bool canAmend: false

    Words {
        Layout.fillWidth: true
        color: card.reason.isWarning ? Theme.amber : Theme.ink
        text: card.reason.message
    }
    Quiet {
        Layout.fillWidth: true
        text: qsTr("依据：%1").arg(card.reason.basis)
        visible: card.reason.basis !== ""
    }
    PlainButton {
        objectName: "amend"
        text: qsTr("去修改")
        visible: card.canAmend

        onActivated: Outcome.amend(card.reason.place)
    }
}
