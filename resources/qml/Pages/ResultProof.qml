// What was done on the way to the licence, and behind a touch why it could be.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    spacing: Theme.gap

    Milestone {
        title: qsTr("已受理")
        words: qsTr("%1，办件编号 %2").arg(Outcome.submittedAt).arg(Outcome.number)
    }
    Milestone {
        title: qsTr("自动审批通过")
        words: qsTr("核对 %n 条规则，全部符合", "", Outcome.rulesChecked)
    }
    Milestone {
        title: qsTr("签章电子文件已签发")
        words: qsTr("扫执照上的二维码可验真伪")
    }
    Milestone {
        readonly property bool personal: true

        title: Outcome.sentTo === "" ? qsTr("请记下取照码") : qsTr("短信发往 %1").arg(Outcome.sentTo)
        visible: Outcome.pickupCode !== ""
        words: qsTr("取照码 %1，带身份证到任意自助机可再打印").arg(spaced(Outcome.pickupCode))

        function spaced(code: string): string {
            return code.slice(0, 4) + " " + code.slice(4);
        }
    }
    SlipOffer {
        Layout.fillWidth: true
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap

        PlainButton {
            objectName: "why"
            text: whyList.asked ? qsTr("收起依据") : qsTr("查看依据")

            onActivated: whyList.asked = !whyList.asked
        }
        PlainButton {
            objectName: "printOnceMore"
            text: qsTr("再打一份")
            visible: Outcome.printed && !PrintDesk.taken

            onActivated: Outcome.printPaper()
        }
    }
    ColumnLayout {
        id: whyList

        property bool asked: false

        Layout.fillWidth: true
        objectName: "whyList"
        spacing: Theme.gap
        visible: asked

        Repeater {
            model: Outcome.reasons

            ReasonCard {
                required property var modelData

                Layout.fillWidth: true
                reason: modelData
            }
        }
        Quiet {
            Layout.fillWidth: true
            objectName: "bases"
            text: qsTr("核对的规则依据：%1").arg(Outcome.bases)
        }
    }
}
