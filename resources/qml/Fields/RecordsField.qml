// Several entries of the same questions, such as the members of a family.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kit

FieldBase {
    id: field

    // Whoever must give one finds the first begun.
    readonly property var entries: value ?? (row.isRequired ? [{}] : [])

    function put(index: int, member: string, answer: var): void {
        const changed = entries.map(entry => Object.assign({}, entry));
        if (answer === null || answer === "")
            delete changed[index][member];
        else
            changed[index][member] = answer;
        answered(changed);
    }

    function drop(index: int): void {
        const kept = entries.filter((entry, at) => at !== index);
        answered(kept.length > 0 ? kept : null);
    }

    // A member's row with this entry's answer, and the problem if it is about this very place.
    function rowOf(member: var, index: int): var {
        const place = "[" + index + "]." + member.fieldId;
        return Object.assign({}, member, {
            value: entries[index][member.fieldId] ?? member.value,
            problem: row.place === place ? row.problem : ""
        });
    }

    FieldHead {
        help: field.row.help
        text: field.label
    }
    Repeater {
        // the count alone: an entry keeps its place and focus while it is written
        model: field.entries.length

        Panel {
            id: entry

            required property int index

            objectName: "entry_" + field.row.fieldId + "_" + index

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap

                Heading {
                    level: 3
                    text: qsTr("第 %1 项").arg(entry.index + 1)
                }
                RoundButton {
                    drawing: "close"
                    objectName: "drop_" + field.row.fieldId + "_" + entry.index
                    text: qsTr("去掉第 %1 项").arg(entry.index + 1)
                    visible: field.entries.length > 1 || !field.row.isRequired

                    onActivated: field.drop(entry.index)
                }
            }
            Repeater {
                model: field.row.members.length

                FieldSlot {
                    id: member

                    required property int index

                    // while its entry goes, it keeps what it had
                    row: entry.index < field.entries.length ? field.rowOf(field.row.members[index], entry.index) : field.row.members[index]

                    onAnswered: value => field.put(entry.index, row.fieldId, value)
                    onDone: place => field.done("[" + entry.index + "]." + row.fieldId + place)
                }
            }
        }
    }
    PlainButton {
        drawing: "plus"
        objectName: "add_" + field.row.fieldId
        text: qsTr("再加一项")
        visible: field.entries.length < field.row.longest

        onActivated: field.answered(field.entries.concat([{}]))
    }
    FieldProblem {
        text: field.row.place === "" ? field.row.problem : ""
    }
}
