// The terminal rests: where else to go meanwhile.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

Item {
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("暂停服务")

    Scroller {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: foot.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: Theme.gap
        spacing: Math.round(Theme.unit * (Theme.compact ? 24 : 40))
        stretch: true

        Item {
            Layout.fillHeight: true
        }
        Icon {
            color: Theme.blue
            name: "clock"
            size: Math.round(Theme.h1 * 1.1)
            visible: !Theme.compact
        }
        Heading {
            level: Theme.compact ? 2 : 1
            lineHeight: 1.02
            objectName: "title"
            text: Theme.portrait ? qsTr("本机正在维护，\n稍后就好") : qsTr("本机正在维护，稍后就好")
        }
        Words {
            font.pixelSize: Theme.body
            objectName: "reason"
            text: Hall.reason
            visible: text !== ""
        }
        Words {
            font.pixelSize: Theme.h3
            text: qsTr("着急办，请到人工窗口，或用大厅里别的自助机。")
        }
        Words {
            font.pixelSize: Theme.h3
            objectName: "telephone"
            text: qsTr("咨询电话 %1").arg(Hall.telephone)
        }
        Quiet {
            font.pixelSize: Theme.body
            text: qsTr("已经提交的申请都存好了，会照常办理，结果发短信告诉您。")
        }
        Item {
            Layout.fillHeight: true
            Layout.preferredHeight: Math.round(Theme.unit * 80)
        }
    }

    AttractFoot {
        id: foot

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: Math.round(Theme.unit * (Look.textSize < 1.4 ? 40 : 12))
        brief: Look.textSize >= 1.4
    }
}
