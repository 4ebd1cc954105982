// How every part is, and the few things that may be done about it here.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: actions

    spacing: Theme.gap

    Banner {
        kind: "warn"
        text: qsTr("本机现在不接待群众。")
        visible: StaffDesk.closed
    }
    TextBox {
        id: ground

        Layout.fillWidth: true
        label: StaffDesk.closed ? qsTr("恢复服务的说明") : qsTr("暂停服务的原因")
        longest: 60
        objectName: "ground"

        onEdited: StaffDesk.touched()
    }
    ActionButton {
        Layout.fillWidth: true
        enabled: ground.text.trim() !== ""
        objectName: "toggleService"
        text: StaffDesk.closed ? qsTr("恢复服务") : qsTr("暂停服务")

        onActivated: {
            if (StaffDesk.closed)
                StaffDesk.reopen(ground.text);
            else
                StaffDesk.close(ground.text);
            ground.text = "";
        }
    }
    PlainButton {
        Layout.fillWidth: true
        objectName: "testPrint"
        text: qsTr("打印测试页")

        onActivated: {
            StaffDesk.touched();
            StaffDesk.testPrint();
        }
    }
    PrintStatus {
        Layout.fillWidth: true
    }
    StaffSheets {
        Layout.fillWidth: true
    }
    PlainButton {
        Layout.fillWidth: true
        objectName: "checkAgain"
        text: qsTr("再检查一遍")

        onActivated: {
            StaffDesk.touched();
            StaffDesk.check();
        }
    }
    Repeater {
        model: StaffDesk.checks

        Panel {
            id: part

            required property var modelData

            Layout.fillWidth: true
            objectName: "check"

            Words {
                Layout.fillWidth: true
                color: part.modelData.state === "ok" ? Theme.green : part.modelData.state === "warn" ? Theme.amber : Theme.red
                text: (part.modelData.state === "ok" ? "✓ " : part.modelData.state === "warn" ? "! " : "✗ ") + part.modelData.title
            }
            Quiet {
                Layout.fillWidth: true
                text: part.modelData.words
            }
            Quiet {
                Layout.fillWidth: true
                text: part.modelData.advice
                visible: text !== ""
            }
        }
    }
    PlainButton {
        Layout.fillWidth: true
        danger: true
        objectName: "restart"
        text: qsTr("重新启动程序")

        onActivated: StaffDesk.restart()
    }
}
