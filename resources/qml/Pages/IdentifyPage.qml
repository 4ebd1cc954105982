// Who the citizen is: the card on the reader, what it said, or the same typed where there is no card.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit
import Fields
import Preview

PageFrame {
    id: page

    readonly property bool read: CardDesk.state === "read"
    readonly property bool typing: CardDesk.state === "typing"
    readonly property bool resuming: read && DraftDesk.found

    lead: qsTr("第 %1 步，共 %2 步").arg(Sitting.stepNumber).arg(Sitting.stepCount)
    nextEnabled: Sitting.canNext
    nextText: resuming ? qsTr("接着上次填") : read ? qsTr("是本人，下一步") : qsTr("下一步")
    title: read ? qsTr("是您本人吗？") : typing ? qsTr("请填写身份信息") : Sitting.stepTitle

    onBack: Sitting.back()
    onNext: {
        if (resuming)
            DraftDesk.resume();
        else
            Sitting.next();
    }

    aside: Sitting.givesLicence ? licence : null

    Component {
        id: licence

        LicencePreview {}
    }

    Banner {
        kind: "warn"
        objectName: "readerFault"
        text: CardDesk.faultWords
        title: qsTr("身份证还没有读到")
        visible: text !== "" && !page.read
    }
    Banner {
        objectName: "typedWords"
        text: Hall.provisioned ? qsTr("没有刷身份证的，要由工作人员核对本人，今天不能当场领照。") : qsTr("请照着身份证填。")
        kind: Hall.provisioned ? "warn" : "info"
        visible: page.typing
    }
    Banner {
        kind: "warn"
        objectName: "expired"
        text: qsTr("现在提交会被退回。请先换领新证，急用的请人帮忙。")
        title: qsTr("这张身份证过了有效期")
        visible: page.read && CardDesk.expired
    }
    CardPicture {
        Layout.fillWidth: true
        caption: page.read ? qsTr("读好了，可以拿走身份证") : qsTr("放在下面亮灯的读卡区")
        done: page.read
        tallest: Math.round(Theme.unit * (page.read ? 280 : Theme.portrait && !Theme.low ? 780 : 460))
        visible: !page.typing && !(page.read && (Theme.compact || page.resuming))
    }
    Panel {
        objectName: "holder"
        spacing: Theme.tight
        visible: page.read

        Quiet {
            text: qsTr("姓名")
        }
        Heading {
            objectName: "holderName"
            text: CardDesk.name
        }
        Quiet {
            text: qsTr("证件号码")
        }
        Words {
            font.pixelSize: Theme.h3
            objectName: "holderNumber"
            text: CardDesk.maskedNumber
        }
    }
    Banner {
        objectName: "draft"
        text: qsTr("%1 填到一半，内容还在。").arg(DraftDesk.savedAt)
        title: qsTr("要接着上次填吗？")
        visible: page.resuming
    }
    PlainButton {
        Layout.fillWidth: true
        drawing: "refresh"
        objectName: "startAnew"
        text: qsTr("不要了，重新填")
        visible: page.resuming

        onActivated: DraftDesk.startAnew()
    }
    Words {
        text: qsTr("身份证上没有的，请补上：")
        visible: lacking.visible
    }
    FieldList {
        id: lacking

        objectName: "lacking"
        only: CardDesk.lacking
        visible: page.read && CardDesk.lacking.length > 0
    }
    Loader {
        Layout.fillWidth: true
        active: page.typing
        sourceComponent: FieldList {
            folds: true
        }
        visible: active
    }
    PlainButton {
        Layout.fillWidth: true
        drawing: "keyboard"
        objectName: "typeInstead"
        text: qsTr("没带身份证，手动填写")
        visible: CardDesk.state === "waiting"

        onActivated: CardDesk.typeInstead()
    }
    PlainButton {
        Layout.fillWidth: true
        drawing: "card"
        objectName: "useCard"
        text: qsTr("有身份证，放卡读取")
        visible: page.typing

        onActivated: CardDesk.useCard()
    }
    Quiet {
        text: qsTr("身份证信息只用于这次登记，并依规定存入登记档案。办完后，本机屏幕上的内容立即清空。")
        visible: CardDesk.state === "waiting"
    }
}
