// The wanted name above the registered one it meets, what makes them clash underlined in both.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

GridLayout {
    id: compare

    property var names: NameDesk.compared
    property color ink: Theme.ink

    Layout.fillWidth: true
    columns: 2
    columnSpacing: Theme.gap
    rowSpacing: Math.round(Theme.unit * 4)
    visible: names.length === 2

    function marked(runs: var): string {
        return runs.map(run => run.met ? "<b><u>" + run.text + "</u></b>" : run.text).join("");
    }
    function plain(runs: var): string {
        return runs.map(run => run.text).join("");
    }

    Words {
        Layout.fillWidth: false
        color: compare.ink
        text: qsTr("您的")
    }
    Words {
        objectName: "compare_ours"
        color: compare.ink
        text: compare.visible ? compare.marked(compare.names[0]) : ""
        textFormat: Text.StyledText
        Accessible.name: compare.visible ? compare.plain(compare.names[0]) : ""
    }
    Words {
        Layout.fillWidth: false
        color: compare.ink
        text: qsTr("已有")
    }
    Words {
        objectName: "compare_theirs"
        color: compare.ink
        text: compare.visible ? compare.marked(compare.names[1]) : ""
        textFormat: Text.StyledText
        Accessible.name: compare.visible ? compare.plain(compare.names[1]) : ""
    }
}
