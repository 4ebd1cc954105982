// In place of a signature: the card is laid again, then the code that came by SMS; its sixth digit goes on by itself.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

Sheet {
    id: sheet

    readonly property string stage: CardSigning.state
    readonly property bool coding: stage === "code" || stage === "checking"
    readonly property bool waiting: stage === "card" || stage === "other" || stage === "sending" || stage === "checking"

    property string code: ""

    acceptText: qsTr("再发一次")
    acceptEnabled: stage === "code" || stage === "unsent"
    rejectText: qsTr("还是手写")
    title: coding ? qsTr("请输入短信里的 6 位数字") : stage === "unsent" ? qsTr("短信没发出去") : qsTr("请再放一次您的身份证")
    words: coding ? qsTr("已发到 %1").arg(CardSigning.sentTo) : stage === "unsent" ? "" : qsTr("放在读卡区，不要拿开。")

    function answer(yes: bool): void {
        code = "";
        if (yes)
            CardSigning.sendAgain();
        else
            CardSigning.stop();
    }

    Connections {
        target: CardSigning

        function onChanged(): void {
            if (CardSigning.state === "off" || CardSigning.state === "done") {
                sheet.code = "";
                sheet.close();
            } else {
                sheet.open();
            }
        }
    }

    BusySign {
        Layout.alignment: Qt.AlignHCenter
        running: sheet.waiting
        visible: shown
    }
    Banner {
        objectName: "card_problem"
        kind: "warn"
        text: CardSigning.said || qsTr("这不是刚才那张身份证，请放您本人的。")
        visible: CardSigning.said !== "" || sheet.stage === "other"
    }
    DigitCells {
        active: true
        digits: sheet.code
        groups: [3, 3]
        label: qsTr("验证码")
        objectName: "card_code"
        visible: sheet.coding
    }
    Keypad {
        id: keys

        // whoever signs so may have no fingers to spare: the ring shows where the keys begin
        function lead(): void {
            forceActiveFocus();
            const first = keys.Window.activeFocusItem as Press;
            if (first)
                first.focusReason = Qt.TabFocusReason;
        }

        objectName: "card_keys"
        visible: sheet.coding
        onVisibleChanged: if (visible) lead()
        onErased: sheet.code = sheet.code.slice(0, -1)
        onTyped: key => {
            const code = sheet.code + key;
            sheet.code = code.length < 6 ? code : "";
            if (code.length === 6)
                CardSigning.enter(code);
        }
    }
}
