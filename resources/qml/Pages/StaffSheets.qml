// Blank licence sheets by count: what was loaded, what was spoiled and why; papers nobody counted.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

Panel {
    id: sheets

    property string paper: "copy"
    readonly property int count: Number(number.text)

    function clear(): void {
        number.text = "";
        ground.text = "";
    }

    Words {
        Layout.fillWidth: true
        font.bold: true
        text: qsTr("空白执照纸")
    }
    Banner {
        Layout.fillWidth: true
        kind: "warn"
        objectName: "sheetProblem"
        text: SheetDesk.problemWords
        visible: text !== ""
    }
    Repeater {
        model: SheetDesk.stock

        Quiet {
            required property var modelData

            Layout.fillWidth: true
            objectName: "stock"
            text: modelData.words
        }
    }
    ChipFlow {
        Layout.fillWidth: true
        chosen: sheets.paper
        model: SheetDesk.stock
        objectName: "papers"

        onPicked: code => {
            sheets.paper = code;
            StaffDesk.touched();
        }
    }
    TextBox {
        id: number

        Layout.fillWidth: true
        digits: true
        label: qsTr("张数")
        longest: 4
        objectName: "sheetCount"

        onEdited: StaffDesk.touched()
    }
    PlainButton {
        Layout.fillWidth: true
        enabled: sheets.count > 0
        objectName: "loadSheets"
        text: qsTr("装入")

        onActivated: {
            SheetDesk.load(sheets.paper, sheets.count);
            sheets.clear();
        }
    }
    TextBox {
        id: ground

        Layout.fillWidth: true
        label: qsTr("作废的原因")
        longest: 60
        objectName: "spoilGround"

        onEdited: StaffDesk.touched()
    }
    PlainButton {
        Layout.fillWidth: true
        enabled: sheets.count > 0 && ground.text.trim() !== ""
        objectName: "spoilSheets"
        text: qsTr("作废")

        onActivated: {
            SheetDesk.spoil(sheets.paper, sheets.count, ground.text);
            sheets.clear();
        }
    }
    Repeater {
        model: SheetDesk.unknown

        StaffPrintout {
            required property var modelData

            Layout.fillWidth: true
            printout: modelData.printout
            words: modelData.words
        }
    }
}
