// Check a licence: a scanner types the QR's text here, or somebody types the credit code.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

PageFrame {
    id: page

    readonly property bool done: Checker.verdict !== ""

    backText: qsTr("返回")
    lead: qsTr("查验执照")
    nextEnabled: done || box.text !== ""
    nextText: done ? qsTr("再查一份") : qsTr("查验")
    title: done ? qsTr("查验结果") : qsTr("扫一扫执照上的二维码")

    onBack: Sitting.back()
    onNext: {
        if (done) {
            Checker.again();
            box.text = "";
            box.forceActiveFocus();
        } else {
            Checker.check(box.text);
        }
    }

    // a scanner may type at any moment, wherever the focus is
    Component.onCompleted: Checker.listenTo(page.Window.window)
    Component.onDestruction: Checker.listenTo(null)

    Words {
        Layout.fillWidth: true
        text: qsTr("把二维码对准扫描口；没有扫描枪，就输入 18 位统一社会信用代码。")
        visible: !page.done
    }
    TextBox {
        id: box

        label: qsTr("二维码内容或信用代码")
        longest: 4000
        objectName: "scanned"
        takes: Qt.ImhLatinOnly | Qt.ImhUppercaseOnly
        visible: !page.done

        onAccepted: Checker.check(text)
    }
    Banner {
        kind: Checker.verdict === "good" ? "good" : Checker.verdict === "bad" ? "bad" : "warn"
        objectName: "verdict"
        text: Checker.words
        visible: text !== ""
    }
    Panel {
        visible: Checker.fields.length > 0

        Repeater {
            model: Checker.fields

            ColumnLayout {
                id: row

                required property var modelData

                Layout.fillWidth: true
                spacing: 0

                Quiet {
                    Layout.fillWidth: true
                    text: row.modelData.label
                }
                Words {
                    Layout.fillWidth: true
                    text: row.modelData.value
                }
            }
        }
    }
}
