// The mobile number on keys of its own, then the code that was sent to it; the sixth digit goes on by itself.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit
import Fields
import Preview

PageFrame {
    id: page

    readonly property bool coding: MobileDesk.stage === "code"
    readonly property bool settled: MobileDesk.stage === "settled"
    // The keys stand beside the number where there is more room beside than below.
    readonly property bool abreast: !Theme.portrait && (!Theme.wide || Theme.leftColumn >= Theme.scale * 1000)

    backText: coding ? qsTr("换个号码") : qsTr("上一步")
    busy: MobileDesk.sending
    lead: qsTr("第 %1 步，共 %2 步").arg(Sitting.stepNumber).arg(Sitting.stepCount)
    nextEnabled: settled ? Sitting.canNext : MobileDesk.whole && !MobileDesk.sending && (!coding || MobileDesk.wait === 0)
    nextText: settled ? Sitting.returning ? qsTr("改好了，回去核对") : qsTr("下一步") : !coding ? qsTr("获取验证码") : MobileDesk.wait > 0 ? qsTr("%1 秒后可重发").arg(MobileDesk.wait) : qsTr("重新发送")
    title: coding ? qsTr("请输入验证码") : Sitting.stepTitle

    onBack: {
        if (coding)
            MobileDesk.changeNumber();
        else
            Sitting.back();
    }
    onNext: {
        if (settled)
            Sitting.next();
        else
            MobileDesk.send();
    }

    aside: Sitting.givesLicence ? licence : null

    Component {
        id: licence

        LicencePreview {}
    }

    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            MobileDesk.erase();
        else if (event.text.length === 1 && event.text >= "0" && event.text <= "9")
            MobileDesk.type(event.text);
        else
            return;
        event.accepted = true;
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.columnGap
        columns: page.abreast && !page.settled ? 2 : 1
        rowSpacing: Theme.gap
        uniformCellWidths: true

        DigitCells {
            Layout.alignment: Qt.AlignTop
            active: !page.settled
            digits: page.coding ? MobileDesk.code : page.settled ? MobileDesk.masked : MobileDesk.number
            groups: page.coding ? [3, 3] : [3, 4, 4]
            hint: page.coding ? MobileDesk.arrived ? qsTr("短信已经送到这部手机。") : "" : page.settled ? "" : MobileDesk.lacking === 11 || MobileDesk.lacking === 0 ? qsTr("办理结果会发短信到这个号码。") : qsTr("请再输入 %1 位，手机号共 11 位").arg(MobileDesk.lacking)
            label: page.coding ? qsTr("验证码，已发到 %1").arg(MobileDesk.masked) : qsTr("手机号")
            objectName: page.coding ? "code" : "number"
            problem: MobileDesk.problemWords
        }
        Keypad {
            Layout.preferredHeight: Theme.portrait && !Theme.low && Look.textSize < 1.4 ? Math.max(implicitHeight, Math.round(Theme.unit * 580)) : implicitHeight
            Layout.rowSpan: page.abreast ? 2 : 1
            focus: true
            objectName: "keypad"
            visible: !page.settled && !page.writing

            onErased: MobileDesk.erase()
            onTyped: key => MobileDesk.type(key)
        }
        PlainButton {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            objectName: "noMessage"
            text: qsTr("收不到短信")
            visible: page.coding || MobileDesk.stuck

            onActivated: withoutSheet.open()
        }
    }
    Banner {
        kind: MobileDesk.verified ? "good" : "info"
        objectName: "settled"
        text: MobileDesk.verified ? qsTr("这个号码已经验证好了。") : qsTr("这个号码没有验证，不发短信，结果会打印给您。")
        visible: page.settled
    }
    PlainButton {
        Layout.fillWidth: true
        drawing: "refresh"
        objectName: "changeNumber"
        text: MobileDesk.verified ? qsTr("换个号码") : qsTr("再验证一次")
        visible: page.settled

        onActivated: MobileDesk.changeNumber()
    }
    FieldList {
        folds: true
        visible: !page.coding
        without: ["proprietor.mobile"]
    }

    Sheet {
        id: withoutSheet

        acceptText: qsTr("不验证，接着办")
        objectName: "withoutSheet"
        rejectText: qsTr("再等等")
        title: qsTr("收不到短信，也能办")
        words: qsTr("先不验证这个号码。结果不发短信，办完打印一张凭条给您。")

        onAccepted: MobileDesk.goWithout()
    }
}
