// Draws the fields of a model, whatever their kinds: what is asked; with `folds` what is settled as one
// line each, and what may stay empty behind a button.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: list

    property FieldsModel model: Sitting.fields
    property bool folds: false
    property var without: []        // ids of fields that the page draws itself
    property var only: null         // ids of the only fields to draw; null draws all
    property var opened: []         // ids of settled fields that were touched
    property bool more: false       // whether what may stay empty is shown

    function shows(row: var): bool {
        return without.indexOf(row.fieldId) < 0 && (only === null || only.indexOf(row.fieldId) >= 0);
    }

    // Which group a row belongs to: asked, settled, spare.
    function groupOf(row: var): string {
        return folds ? row.group : "asked";
    }

    function unfold(row: var): void {
        if (groupOf(row) === "spare")
            more = true;
        else if (opened.indexOf(row.fieldId) < 0)
            opened = opened.concat([row.fieldId]);
    }

    function reveal(fieldId: string): void {
        for (const group of [asked, settled, spare]) {
            for (let at = 0; at < group.count; at++) {
                const slot = group.itemAt(at) as ListSlot;
                if (slot && slot.active && slot.row.fieldId === fieldId)
                    slot.takeFocus();
            }
        }
    }

    component ListSlot: Loader {
        id: slot

        required property var row
        property string group: "asked"
        readonly property bool mine: list.shows(row) && list.groupOf(row) === group
        readonly property bool line: group === "settled" && row.isSettled && row.kind !== "flag" && list.opened.indexOf(row.fieldId) < 0

        function takeFocus(): void {
            const inner = item as FieldSlot;
            if (inner && inner.drawn)
                inner.drawn.takeFocus();
        }

        Layout.fillWidth: true
        active: mine
        sourceComponent: line ? settledLine : open
        visible: mine

        Component {
            id: settledLine

            SettledField {
                row: slot.row

                onActivated: list.opened = list.opened.concat([slot.row.fieldId])
            }
        }
        Component {
            id: open

            FieldSlot {
                row: slot.row

                onAnswered: value => Sitting.answer(slot.row.fieldId, value)
                onDone: place => Sitting.leftField(slot.row.fieldId + place)
            }
        }
    }

    Layout.fillWidth: true
    spacing: Math.round(Theme.gap * 1.5)
    Component.onCompleted: more = model.spareGiven

    Connections {
        target: Sitting

        function onProblemShown(fieldId: string): void {
            const row = list.model.byId[fieldId];
            if (!row)
                return;
            list.unfold(row);
            Qt.callLater(list.reveal, fieldId);
        }
    }

    Repeater {
        id: asked

        model: list.model

        ListSlot {}
    }
    Panel {
        visible: list.folds && list.model.settledCount > 0

        Words {
            font.bold: true
            text: qsTr("已为您选好，需要时再改")
        }
        Repeater {
            id: settled

            model: list.folds ? list.model : null

            ListSlot {
                group: "settled"
            }
        }
    }
    PlainButton {
        drawing: list.more ? "up" : "down"
        objectName: "more_fields"
        text: list.more ? qsTr("收起") : qsTr("更多（可不填）")
        visible: list.folds && list.model.spareCount > 0

        onActivated: list.more = !list.more
    }
    Repeater {
        id: spare

        model: list.folds && list.more ? list.model : null

        ListSlot {
            group: "spare"
        }
    }
}
