// A declaration to touch; it is never ticked beforehand.
import QtQuick
import Kit

FieldBase {
    id: field

    Quiet {
        text: field.row.help
        visible: text !== ""
    }
    Tick {
        objectName: "declare_" + field.row.fieldId
        text: field.row.label
        ticked: field.value === true

        onToggled: {
            field.answered(ticked ? null : true);
            field.done("");
        }
    }
    FieldProblem {
        text: field.row.problem
    }
}
