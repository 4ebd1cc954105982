// Yes or no, both to be seen.
import QtQuick
import QtQuick.Layouts
import Kit

FieldBase {
    id: field

    GridLayout {
        id: line

        readonly property bool beside: width - chips.implicitWidth - columnSpacing >= Theme.mm(60)

        Layout.fillWidth: true
        columnSpacing: Theme.gap
        columns: beside ? 2 : 1
        rowSpacing: Theme.tight

        FieldHead {
            help: field.row.help
            text: field.label
        }
        RowLayout {
            id: chips

            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.gap

            Chip {
                chosen: field.value === true
                objectName: "yes_" + field.row.fieldId
                spoken: qsTr("%1：%2").arg(field.row.label).arg(text)
                text: qsTr("是")

                onActivated: {
                    field.answered(true);
                    field.done("");
                }
            }
            Chip {
                chosen: field.value === false
                objectName: "no_" + field.row.fieldId
                spoken: qsTr("%1：%2").arg(field.row.label).arg(text)
                text: qsTr("否")

                onActivated: {
                    field.answered(false);
                    field.done("");
                }
            }
        }
    }
    FieldProblem {
        text: field.row.problem
    }
}
