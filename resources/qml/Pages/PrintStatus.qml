// What the printer says of the paper that was asked for, and the way on when it is in need.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: status

    readonly property var titles: ({
            "printing": qsTr("正在打印"),
            "waiting": qsTr("打印机停下来了"),
            "asking": qsTr("纸出来了吗？"),
            "done": qsTr("打印好了"),
            "failed": qsTr("没有打印出来")
        })
    readonly property var hints: ({
            "printing": qsTr("请稍等，纸会从出纸口出来。"),
            "asking": qsTr("打印机不会数纸，请看看出纸口。"),
            "done": qsTr("请从出纸口取走。")
        })

    spacing: Theme.gap
    visible: PrintDesk.state !== "idle"

    Banner {
        Layout.fillWidth: true
        kind: PrintDesk.words !== "" ? "warn" : PrintDesk.state === "done" ? "good" : "info"
        objectName: "printer"
        text: PrintDesk.words !== "" ? PrintDesk.words : status.hints[PrintDesk.state] ?? ""
        title: status.titles[PrintDesk.state] ?? ""
    }
    PlainButton {
        Layout.fillWidth: true
        objectName: "cameOut"
        text: qsTr("出来了")
        visible: PrintDesk.state === "asking"

        onActivated: PrintDesk.answer(true)
    }
    PlainButton {
        Layout.fillWidth: true
        objectName: "notOut"
        text: qsTr("没有出来")
        visible: PrintDesk.state === "asking"

        onActivated: PrintDesk.answer(false)
    }
    PlainButton {
        Layout.fillWidth: true
        objectName: "printAgain"
        text: qsTr("再打印一次")
        visible: PrintDesk.state === "failed"

        onActivated: PrintDesk.retry()
    }
}
