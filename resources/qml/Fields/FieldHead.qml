// The words of a field whose answer is not written: what it is, and a sentence for whoever hesitates.
import QtQuick
import QtQuick.Layouts
import Kit

ColumnLayout {
    id: head

    property string text: ""
    property string help: ""

    Layout.fillWidth: true
    spacing: Math.round(Theme.unit * 4)

    Words {
        font.bold: true
        text: head.text
    }
    Quiet {
        text: head.help
        visible: text !== ""
    }
}
