// The register cannot be reached: what was done with the application, and what comes next.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    objectName: "received"
    spacing: Theme.gap

    Banner {
        Layout.fillWidth: true
        kind: "info"
        text: qsTr("登记库现在连不上，结果还要等一等。申请已经收下，不用再交一次。")
    }
    Milestone {
        title: qsTr("申请已接收")
        words: qsTr("%1，办件编号 %2").arg(Outcome.submittedAt).arg(Outcome.number)
    }
    Milestone {
        title: qsTr("已加密封存")
        words: qsTr("停电、断网都不会丢，登记库连上后自动送达并审批")
    }
    Words {
        Layout.fillWidth: true
        font.pixelSize: Theme.h3
        text: qsTr("接下来")
    }
    Words {
        readonly property bool personal: true

        Layout.fillWidth: true
        objectName: "result_comes"
        text: Outcome.sentTo === "" ? qsTr("没有验证手机号，结果不发短信。请凭凭证上的办件编号，在自助机上查进度。") : qsTr("结果发短信到 %1。").arg(Outcome.sentTo)
    }
    Words {
        Layout.fillWidth: true
        text: qsTr("名字有没有重名，送达时才能核对；有重名会告诉您，并附上能用的名字。")
    }
    Words {
        Layout.fillWidth: true
        text: qsTr("请收好打印的接收凭证。")
    }
}
