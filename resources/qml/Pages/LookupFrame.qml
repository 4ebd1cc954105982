// Asking for applications and showing what was found; printing stays with the card's holder.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

PageFrame {
    id: page

    property bool withNumber: false

    backText: Lookup.asked ? qsTr("重新查") : qsTr("返回")
    nextText: Lookup.asked ? qsTr("好，知道了") : qsTr("查询")
    nextEnabled: Lookup.asked || number.text !== ""
    nextVisible: Lookup.asked || withNumber

    onBack: {
        if (Lookup.asked)
            Lookup.again();
        else
            Sitting.back();
    }
    onNext: {
        if (Lookup.asked)
            Sitting.leave();
        else
            Lookup.ask(number.text, code.text);
    }

    Banner {
        objectName: "problem"
        kind: "warn"
        text: Lookup.problemWords
        visible: text !== ""
    }
    Banner {
        kind: "warn"
        objectName: "readerFault"
        text: CardDesk.faultWords
        visible: text !== "" && !Lookup.asked
    }
    CardPicture {
        Layout.fillWidth: true
        visible: !Lookup.asked && !page.writing
    }
    Words {
        Layout.fillWidth: true
        text: page.withNumber ? qsTr("放上身份证就能看到，或者输入短信里的办件编号和取照码。") : qsTr("放在下面亮灯的读卡区，不用输入任何号码。")
        visible: !Lookup.asked
    }
    TextBox {
        id: number

        label: qsTr("办件编号")
        longest: 40
        objectName: "number"
        takes: Qt.ImhLatinOnly | Qt.ImhUppercaseOnly
        visible: page.withNumber && !Lookup.asked
    }
    TextBox {
        id: code

        digits: true
        label: qsTr("取照码")
        longest: 6
        objectName: "code"
        visible: page.withNumber && !Lookup.asked
    }
    Words {
        Layout.fillWidth: true
        objectName: "nothing"
        text: qsTr("这张身份证还没有办过执照。")
        visible: Lookup.asked && Lookup.found.length === 0
    }
    PrintStatus {
        Layout.fillWidth: true
    }
    Repeater {
        model: Lookup.found

        Panel {
            id: card

            required property int index
            required property var modelData
            readonly property string printing: qsTr("打印%1").arg(modelData.documentWords)

            Layout.fillWidth: true
            objectName: "found"

            Words {
                Layout.fillWidth: true
                font.bold: true
                font.pixelSize: Theme.h3
                text: card.modelData.stateWords
            }
            Words {
                Layout.fillWidth: true
                text: card.modelData.name
                visible: text !== ""
            }
            Quiet {
                Layout.fillWidth: true
                text: qsTr("办件编号 %1 · 提交于 %2").arg(card.modelData.number).arg(card.modelData.when)
            }
            Repeater {
                model: card.modelData.asked

                LastPrintout {
                    required property var modelData

                    Layout.fillWidth: true
                    printout: modelData.printout
                    words: modelData.words
                }
            }
            Quiet {
                Layout.fillWidth: true
                objectName: "printedBefore"
                text: qsTr("这份执照打印过，再打印的会注明“补打”。")
                visible: card.modelData.printed && card.modelData.mayPrint
            }
            ActionButton {
                Layout.fillWidth: true
                enabled: !PrintDesk.taken
                objectName: "print"
                text: card.printing
                visible: card.modelData.mayPrint && card.index === 0

                onActivated: Lookup.print(card.modelData.number, card.modelData.document)
            }
            PlainButton {  // the newest is what most come for
                Layout.fillWidth: true
                enabled: !PrintDesk.taken
                objectName: "print"
                text: card.printing
                visible: card.modelData.mayPrint && card.index > 0

                onActivated: Lookup.print(card.modelData.number, card.modelData.document)
            }
            PlainButton {
                Layout.fillWidth: true
                enabled: !PrintDesk.taken
                objectName: "printOriginal"
                text: qsTr("打印执照正本")
                visible: card.modelData.mayPrint && card.modelData.licensed

                onActivated: Lookup.print(card.modelData.number, "licence_original")
            }
        }
    }
}
