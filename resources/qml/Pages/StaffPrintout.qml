// A licence of which neither printer nor citizen is sure whether it came out: staff says so.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: paper

    required property string printout
    required property string words

    objectName: "unknownPrintout"
    spacing: Theme.gap

    Banner {
        Layout.fillWidth: true
        kind: "warn"
        text: paper.words
    }
    PlainButton {
        Layout.fillWidth: true
        objectName: "staffCameOut"
        text: qsTr("打印出来了")

        onActivated: SheetDesk.answer(paper.printout, true)
    }
    PlainButton {
        Layout.fillWidth: true
        objectName: "staffNotOut"
        text: qsTr("没有打印出来")

        onActivated: SheetDesk.answer(paper.printout, false)
    }
}
