// Paper instead of a message, for whom none comes.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    spacing: Theme.gap
    visible: Outcome.slipNeeded

    Banner {
        Layout.fillWidth: true
        kind: "info"
        objectName: "slip"
        text: qsTr("没有验证手机号，收不到短信。请打印凭条，上面有办件编号和取照码。")
    }
    PlainButton {
        Layout.fillWidth: true
        enabled: !PrintDesk.taken
        objectName: "printSlip"
        text: qsTr("打印凭条")

        onActivated: Outcome.printSlip()
    }
}
