// What was decided and why; the licence or the letter itself; what to do now.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

PageFrame {
    id: result

    readonly property bool approved: Outcome.outcome === "approved"
    readonly property bool received: Outcome.outcome === "referred" && !Sitting.givesLicence
    readonly property bool returned: Outcome.outcome === "returned"
    readonly property bool printed: !returned && Outcome.printed && !PrintDesk.taken
    readonly property bool sealed: Outcome.outcome === "received"

    aside: approved ? proof : letter
    backVisible: !printed
    backText: approved ? qsTr("只要电子的") : qsTr("结束办理")
    lead: approved ? qsTr("全程用时 %1 · 系统审批 %2 秒").arg(duration(Outcome.tookSeconds)).arg(Math.max(0.1, Outcome.decidedSeconds).toFixed(1)) : qsTr("办件编号 %1").arg(Outcome.number)
    nextEnabled: !PrintDesk.taken
    nextText: returned ? qsTr("去修改") : printed ? qsTr("办好了，结束") : approved ? qsTr("打印执照") : received || sealed ? qsTr("打印凭证") : qsTr("打印通知书")
    title: approved ? qsTr("恭喜，执照办好了") : sealed ? qsTr("申请收下了，结果稍后告诉您") : returned ? qsTr("还有几处要改") : Outcome.outcome === "refused" ? qsTr("这次不能登记") : received ? qsTr("收到了，工作人员会联系您") : qsTr("已转工作人员审查")

    function duration(seconds: int): string {
        if (seconds < 60)
            return qsTr("%1 秒").arg(seconds);
        return qsTr("%1 分 %2 秒").arg(Math.floor(seconds / 60)).arg(seconds % 60);
    }

    onBack: Sitting.leave()
    onNext: returned ? Outcome.amend(firstPlace()) : printed ? Sitting.leave() : Outcome.printPaper()

    function firstPlace(): string {
        const found = Outcome.reasons.find(reason => reason.canAmend && !reason.isWarning);
        return found ? found.place : "";
    }

    PrintStatus {
        Layout.fillWidth: true
    }
    Paper {
        Layout.fillWidth: true
        source: Outcome.page
        spoken: qsTr("执照：%1，信用代码 %2").arg(Outcome.name).arg(Outcome.creditCode)
        visible: result.approved && Outcome.page !== ""
    }
    ResultReceived {
        Layout.fillWidth: true
        visible: result.sealed
    }
    ResultAnswer {
        Layout.fillWidth: true
        canAmend: result.returned
        visible: !result.approved && !result.sealed
    }
    PlainButton {
        objectName: "printLetterAgain"
        text: qsTr("再打一份")
        visible: result.printed && !result.approved

        onActivated: Outcome.printPaper()
    }

    Component {
        id: proof

        ResultProof {}
    }
    Component {
        id: letter

        Paper {
            source: Outcome.page
            spoken: result.sealed ? qsTr("接收申请材料凭证") : qsTr("通知书")
            visible: Outcome.page !== ""
        }
    }
}
