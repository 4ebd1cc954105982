// One of many: the likely ones at a touch, the others by a few letters of their name.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

FieldBase {
    id: field

    readonly property int few: 12
    readonly property var choices: row.choices
    readonly property bool searched: choices.length === 0 || choices.length > few
    property bool all: false
    readonly property string sought: search.sought
    readonly property string chosen: given ? String(value) : ""
    readonly property var likely: (row.offers ?? []).length > 0 ? choices.filter(choice => row.offers.indexOf(choice.code) >= 0) : choices.slice(0, few)
    readonly property var found: sought.trim() ? Finder.find(row.kind, sought, choices) : all || !searched ? choices : likely

    // What is chosen stands first where the others do not show it.
    readonly property var shown: {
        if (!chosen || found.some(choice => choice.code === chosen))
            return found;
        const own = choices.find(choice => choice.code === chosen) ?? {
            code: chosen,
            text: Finder.name(row.kind, chosen)
        };
        return [own].concat(found);
    }

    FieldHead {
        help: field.row.help
        text: field.label
    }
    SearchBox {
        id: search

        objectName: "search_" + field.row.fieldId
        placeholder: qsTr("找一找：打名称或首字母")
        visible: field.searched
    }
    ChipFlow {
        chosen: field.chosen
        model: field.shown
        objectName: "choices_" + field.row.fieldId

        onPicked: code => {
            field.answered(code === field.value && !field.row.isRequired ? null : code);
            field.done("");
            search.clear();
        }
    }
    Quiet {
        text: qsTr("没有找到，换几个字试试。")
        visible: field.sought.trim() !== "" && field.found.length === 0
    }
    Chip {
        Layout.topMargin: Theme.gap - field.spacing
        objectName: "all_" + field.row.fieldId
        quick: true
        text: qsTr("全部 %1 个").arg(field.choices.length)
        visible: field.searched && field.choices.length > 0 && !field.all && field.sought.trim() === ""

        onActivated: field.all = true
    }
    FieldProblem {
        text: field.row.problem
    }
}
