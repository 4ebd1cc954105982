// What may lie over every page: the question before leaving, and the count-down before the wipe.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

Item {
    id: overlays

    Connections {
        target: Sitting

        function onLeavingChanged(): void {
            if (Sitting.leaving)
                leaveSheet.open();
            else
                leaveSheet.close();
        }
    }
    Connections {
        target: Sitting.idle

        function onCountdownChanged(): void {
            if (Sitting.idle.countdown > 0)
                idleSheet.open();
            else
                idleSheet.close();
        }
    }

    Sheet {
        id: leaveSheet

        acceptText: qsTr("继续办理")
        danger: true
        objectName: "leaveSheet"
        rejectText: qsTr("退出并清空")
        title: qsTr("要退出吗？")
        words: DraftDesk.canKeep ? qsTr("退出后，填写的内容会全部清空。没办完的，也可以先存着。") : qsTr("退出后，填写的内容会全部清空。")

        onAccepted: Sitting.stay()
        onRejected: Sitting.leave()

        Banner {
            kind: "warn"
            objectName: "notKept"
            text: DraftDesk.faultWords
            title: qsTr("没有存上")
            visible: text !== ""
        }
        PlainButton {
            Layout.fillWidth: true
            busy: DraftDesk.keeping
            drawing: "clock"
            objectName: "keep"
            text: qsTr("暂存，以后再办")
            visible: DraftDesk.canKeep

            onActivated: DraftDesk.keepAndLeave()
        }
        Quiet {
            text: qsTr("加密保存 %n 天，只有再刷这张身份证才能打开。", "", DraftDesk.days)
            visible: DraftDesk.canKeep
        }
    }
    Sheet {
        id: idleSheet

        acceptText: qsTr("我还在")
        objectName: "idleSheet"
        title: qsTr("您还在吗？")
        words: qsTr("为保护您的信息，%1 秒后清空屏幕。点一下屏幕继续。").arg(Sitting.idle.countdown)

        onAccepted: Sitting.stay()
        onRejected: Sitting.stay()
    }
}
