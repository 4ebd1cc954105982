// A day, written as eight digits; or that a document never expires.
import QtQuick
import Kit

FieldBase {
    id: field

    readonly property string never: "长期"
    readonly property bool expires: row.kind === "expiry"
    readonly property string shown: given && value !== never ? String(value) : ""

    function takeFocus(): void {
        box.forceActiveFocus(Qt.TabFocusReason);
    }

    // Eight digits as a day: 20360531 is 2036-05-31, and what is not yet whole is begun so.
    function dashed(text: string): string {
        const digits = text.replace(/[^0-9]/g, "").slice(0, 8);
        return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].filter(part => part !== "").join("-");
    }

    function follow(): void {
        if (box.text !== shown)
            box.text = shown;
    }

    onShownChanged: if (!box.writing)
        follow()
    Component.onCompleted: follow()

    TextBox {
        id: box

        digits: true
        hint: qsTr("年月日共 8 位数字，例如 %1").arg("20360531")
        label: field.label
        longest: 10
        objectName: "box_" + field.row.fieldId
        problem: field.row.problem

        onEdited: text => {
            const day = field.dashed(text);
            if (day !== text)
                box.text = day;
            field.answered(day);
        }
        onLeftField: {
            field.done("");
            field.follow();
        }
    }
    Chip {
        chosen: field.value === field.never
        objectName: "never_" + field.row.fieldId
        text: qsTr("长期有效")
        visible: field.expires

        onActivated: {
            field.answered(chosen ? null : field.never);
            field.follow();
        }
    }
}
