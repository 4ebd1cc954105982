// Several lines of text, or several items of the catalogue: what stands on the list, and one more.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

FieldBase {
    id: field

    readonly property var entries: value ?? []
    readonly property bool sought: row.kind === "scope_items"
    readonly property var fitting: sought && box.sought.trim() ? Finder.find(row.kind, box.sought, []) : []
    readonly property var found: fitting.filter(item => entries.indexOf(item.code) < 0)

    function add(entry: string): void {
        if (entry.trim() && entries.indexOf(entry.trim()) < 0)
            answered(entries.concat([entry.trim()]));
        box.clear();
    }

    function drop(entry: string): void {
        const kept = entries.filter(other => other !== entry);
        answered(kept.length > 0 ? kept : null);
        done("");
    }

    FieldHead {
        help: field.row.help
        text: field.label
    }
    Repeater {
        model: field.entries

        Panel {
            id: entry

            required property string modelData

            pad: Math.round(Theme.unit * 16)

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap

                Words {
                    Layout.leftMargin: Math.round(Theme.unit * 16)
                    text: Finder.name(field.row.kind, entry.modelData)
                }
                RoundButton {
                    drawing: "close"
                    objectName: "drop_" + entry.modelData
                    text: qsTr("去掉%1").arg(entry.modelData)

                    onActivated: field.drop(entry.modelData)
                }
            }
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap
        columns: 2
        visible: field.entries.length < field.row.longest

        SearchBox {
            id: box

            letters: field.sought
            objectName: "box_" + field.row.fieldId
            placeholder: field.sought ? qsTr("搜一搜：早餐、理发、网店、五金……") : qsTr("再写一条")

            onAccepted: if (!field.sought)
                field.add(text)
            onLeftField: field.done("")
        }
        RoundButton {
            Layout.alignment: Qt.AlignVCenter
            drawing: "plus"
            enabled: box.text.trim() !== ""
            objectName: "add_" + field.row.fieldId
            text: qsTr("加上这一条")
            visible: !field.sought

            onActivated: field.add(box.text)
        }
    }
    ChipFlow {
        model: field.found
        objectName: "found_" + field.row.fieldId
        quick: true
        visible: model.length > 0

        onPicked: code => field.add(code)
    }
    FieldProblem {
        text: field.row.problem
    }
}
