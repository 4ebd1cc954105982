// What every field shares: its row of the model, and what it tells. A value of null takes the answer away.
import QtQuick
import QtQuick.Layouts
import Kit

ColumnLayout {
    id: base

    required property var row
    readonly property var value: row.value ?? null
    readonly property bool given: value !== null && value !== ""
    property string label: row.isRequired || row.isSettled ? row.label : qsTr("%1（可不填）").arg(row.label)

    signal answered(var value)
    signal done(string place)

    // Puts the keyboard's focus on the first thing in it that takes one.
    function takeFocus(): void {
        nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    objectName: "field_" + row.fieldId
    Layout.fillWidth: true
    spacing: Theme.tight
}
