// A number to raise and lower.
import QtQuick
import QtQuick.Layouts
import Kit

FieldBase {
    id: field

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap
        columns: width - stepper.implicitWidth - columnSpacing >= Theme.mm(60) ? 2 : 1
        rowSpacing: Theme.tight

        FieldHead {
            help: field.row.help
            text: field.label
        }
        Stepper {
            id: stepper

            Layout.alignment: Qt.AlignVCenter
            least: field.row.least
            most: field.row.most > 0 ? field.row.most : 999
            objectName: "count_" + field.row.fieldId
            value: field.given ? Number(field.value) : field.row.least

            onChanged: value => {
                field.answered(value);
                field.done("");
            }
        }
    }
    FieldProblem {
        text: field.row.problem
    }
}
