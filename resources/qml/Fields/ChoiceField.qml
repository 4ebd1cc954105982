// One of a few, each a touch.
import QtQuick
import Kit

FieldBase {
    id: field

    FieldHead {
        help: field.row.help
        text: field.label
    }
    ChipFlow {
        chosen: field.given ? String(field.value) : ""
        model: field.row.choices
        objectName: "choices_" + field.row.fieldId

        onPicked: code => {
            // a second touch takes back what need not be answered
            field.answered(code === field.value && !field.row.isRequired ? null : code);
            field.done("");
        }
    }
    FieldProblem {
        text: field.row.problem
    }
}
