// A written part of the address, drawn while the form asks for it.
import QtQuick
import Zhaoban
import Fields

LineField {
    id: part

    required property string of
    readonly property bool asked: row.fieldId === of
    property bool wanted: true
    readonly property var nothing: ({
            fieldId: "",
            kind: "text",
            label: "",
            help: "",
            problem: "",
            offers: []
        })

    hint: ""
    label: row.label
    row: Sitting.fields.byId[of] ?? nothing
    visible: asked && wanted

    onAnswered: value => Sitting.answer(of, value)
    onDone: if (asked)
        Sitting.leftField(of)
}
