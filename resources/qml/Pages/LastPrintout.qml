// A paper of which nobody knows whether it came out: its holder is asked, once.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: last

    required property string printout
    required property string words

    objectName: "lastPrintout"
    spacing: Theme.gap

    Banner {
        Layout.fillWidth: true
        kind: "info"
        text: last.words
    }
    PlainButton {
        Layout.fillWidth: true
        enabled: !PrintDesk.taken
        objectName: "lastCameOut"
        text: qsTr("拿到了")

        onActivated: Lookup.answerLast(last.printout, true)
    }
    PlainButton {
        Layout.fillWidth: true
        enabled: !PrintDesk.taken
        objectName: "lastNotOut"
        text: qsTr("没有拿到")

        onActivated: Lookup.answerLast(last.printout, false)
    }
}
