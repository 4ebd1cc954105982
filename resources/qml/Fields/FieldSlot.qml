// Draws a field of any kind by its row of the model.
import QtQuick
import QtQuick.Layouts

Loader {
    id: slot

    required property var row
    readonly property FieldBase drawn: item as FieldBase
    readonly property var families: ({
            date: "Day",
            expiry: "Day",
            choice: "Choice",
            nation: "Pick",
            division: "Pick",
            town: "Pick",
            village: "Pick",
            scope_item: "Pick",
            scope_items: "Entries",
            texts: "Entries",
            flag: "Flag",
            declaration: "Declaration",
            count: "Count",
            records: "Records",
            strokes: "Strokes"
        })

    signal answered(var value)
    signal done(string place)

    Layout.fillWidth: true
    Component.onCompleted: setSource(Qt.resolvedUrl((families[row.kind] ?? "Line") + "Field.qml"), {
        row: row
    })
    onRowChanged: if (drawn)
        drawn.row = row

    Connections {
        target: slot.drawn

        function onAnswered(value: var): void {
            slot.answered(value);
        }
        function onDone(place: string): void {
            slot.done(place);
        }
    }
}
