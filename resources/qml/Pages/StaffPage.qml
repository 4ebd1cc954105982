// For the people who look after the terminal: who they are, how everything is, and what they may do.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

PageFrame {
    id: page

    readonly property bool known: StaffDesk.person !== ""
    property string pin: ""
    property string who: ""

    backText: qsTr("离开")
    lead: known ? StaffDesk.person : qsTr("工作人员")
    nextEnabled: who !== "" && pin.length >= 6
    nextText: qsTr("登录")
    nextVisible: !known
    title: known ? qsTr("本机情况") : qsTr("请选择姓名，输入密码")

    onBack: StaffDesk.leave()
    onNext: {
        StaffDesk.signIn(who, pin);
        pin = "";
    }

    Banner {
        kind: "warn"
        objectName: "problem"
        text: StaffDesk.problemWords
        visible: text !== ""
    }
    Words {
        Layout.fillWidth: true
        text: qsTr("还没有登记工作人员。请维护人员运行 kiosk staff add 姓名。")
        visible: !page.known && StaffDesk.names.length === 0
    }
    ChipFlow {
        Layout.fillWidth: true
        chosen: page.who
        model: StaffDesk.names
        objectName: "names"
        visible: !page.known

        onPicked: code => {
            page.who = code;
            StaffDesk.touched();
        }
    }
    Words {
        Layout.fillWidth: true
        font.pixelSize: Theme.h3
        horizontalAlignment: Text.AlignHCenter
        objectName: "pin"
        text: page.pin === "" ? qsTr("输入密码") : "●".repeat(page.pin.length)
        visible: !page.known
    }
    Keypad {
        Layout.fillWidth: true
        objectName: "keypad"
        visible: !page.known

        onErased: page.pin = page.pin.slice(0, -1)
        onTyped: key => {
            if (page.pin.length < 12)
                page.pin += key;
            StaffDesk.touched();
        }
    }
    StaffActions {
        Layout.fillWidth: true
        visible: page.known
    }
}
