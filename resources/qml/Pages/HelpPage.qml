// The way to a person: where to go, whom to call, and handing over what is filled in.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

PageFrame {
    id: page

    backText: qsTr("回去接着办")
    nextEnabled: HelpDesk.lacks === ""
    nextText: qsTr("交给工作人员办理")
    nextVisible: HelpDesk.inForm
    title: qsTr("请人帮忙")

    onBack: Sitting.back()
    onNext: HelpDesk.handOver()

    component Way: RowLayout {
        id: way

        property string drawing: ""
        property string title: ""
        property string words: ""

        Layout.fillWidth: true
        spacing: Theme.pad

        Rectangle {
            Layout.alignment: Qt.AlignTop
            border.color: Theme.blue
            border.width: Theme.tone === Theme.standard ? 0 : Theme.stroke
            color: Theme.blueSoft
            implicitHeight: Math.round(Theme.h2 * 1.4)
            implicitWidth: implicitHeight
            radius: height / 2

            Icon {
                anchors.centerIn: parent
                color: Theme.blue
                name: way.drawing
                size: Math.round(Theme.h2 * 0.75)
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Math.round(Theme.unit * 6)

            Words {
                font.bold: true
                font.pixelSize: Theme.h3
                text: way.title
            }
            Words {
                color: Theme.quiet
                text: way.words
            }
        }
    }

    Panel {
        spacing: Math.round(Theme.gap * 2)

        Way {
            drawing: "help"
            title: qsTr("叫大厅里的工作人员")
            words: qsTr("屏幕会等您 %n 分钟，填好的内容都在。", "", HelpDesk.minutes)
        }
        Way {
            drawing: "phone"
            objectName: "call"
            title: qsTr("打电话 %1").arg(Hall.telephone)
            words: qsTr("说出本机编号 %1，工作人员就知道您在哪台机器。").arg(Hall.terminal)
        }
        Way {
            drawing: "place"
            title: qsTr("到人工窗口办")
            words: Hall.name
        }
    }
    Banner {
        objectName: "handOver"
        text: HelpDesk.lacks === "identity" ? qsTr("放上身份证、留下手机号以后，也可以把填好的内容交给工作人员办理。") : HelpDesk.lacks === "mobile" ? qsTr("留下手机号以后，也可以把填好的内容交给工作人员办理。") : qsTr("填好的内容会转给工作人员审查，缺的由他们联系您补上，不用从头来。")
        title: HelpDesk.lacks === "" ? qsTr("也可以直接交给工作人员") : ""
        visible: HelpDesk.inForm
    }
}
