// The application is being decided: what happens now, or what stood in the way and how to go on.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

PageFrame {
    id: page

    readonly property bool failed: Outcome.state === "failed"

    backText: qsTr("返回修改")
    backVisible: failed
    busy: !failed
    lead: failed ? "" : Sitting.givesLicence ? qsTr("已提交，正在自动审批") : qsTr("已提交")
    nextEnabled: failed
    nextText: failed ? qsTr("再试一次") : Sitting.givesLicence ? qsTr("正在审批") : qsTr("正在接收")
    stretch: true
    title: failed ? qsTr("还差一点，没有丢") : qsTr("请稍等几秒钟")

    onBack: Sitting.goTo("review")
    onNext: Outcome.submit()

    Banner {
        objectName: "fault"
        kind: "warn"
        text: Outcome.faultWords
        title: qsTr("现在还不能办完")
        visible: page.failed
    }
    Panel {
        visible: !page.failed

        Repeater {
            model: Sitting.givesLicence ? [qsTr("逐条核对规则"), qsTr("制作电子执照并签章"), qsTr("准备短信通知")] : [qsTr("核对填写的内容"), qsTr("制作凭证"), qsTr("准备短信通知")]

            RowLayout {
                id: row

                required property string modelData

                Layout.fillWidth: true
                spacing: Theme.gap

                BusySign {
                    Layout.alignment: Qt.AlignVCenter
                    running: Outcome.state === "deciding"
                }
                Words {
                    Layout.fillWidth: true
                    text: row.modelData
                }
            }
        }
    }
    Quiet {
        text: qsTr("停电也不会丢：提交的申请已经存好。")
        visible: !page.failed
    }
}
