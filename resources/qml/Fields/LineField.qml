// A line to write: each kind opens its own board; values on offer take one touch.
import QtQuick
import Kit

FieldBase {
    id: field

    property string hint: row.help
    property int takes: boards[row.kind] ?? Qt.ImhNone
    readonly property var boards: ({
            identity_number: Qt.ImhDigitsOnly | Qt.ImhUppercaseOnly,
            mobile: Qt.ImhDigitsOnly,
            telephone: Qt.ImhDialableCharactersOnly,
            postcode: Qt.ImhDigitsOnly,
            capital: Qt.ImhFormattedNumbersOnly,
            email: Qt.ImhEmailCharactersOnly,
            web_address: Qt.ImhUrlCharactersOnly
        })
    readonly property string shown: given ? String(value) : ""

    signal offerTaken()

    function takeFocus(): void {
        box.forceActiveFocus(Qt.TabFocusReason);
    }

    // Puts the keyboard's focus on what is on offer, so that it comes into sight.
    function leadToOffers(): void {
        if (offers.visible)
            offers.nextItemInFocusChain(true).forceActiveFocus(Qt.OtherFocusReason);
    }

    // While it is written in, the box leads; else the answer does.
    function follow(): void {
        if (box.text !== shown)
            box.text = shown;
    }

    onShownChanged: if (!box.writing)
        follow()
    Component.onCompleted: follow()

    TextBox {
        id: box

        hint: field.hint
        label: field.label
        longest: field.row.longest > 0 ? field.row.longest : 200
        objectName: "box_" + field.row.fieldId
        problem: field.row.problem
        takes: field.takes

        onEdited: text => field.answered(text)
        onLeftField: {
            field.done("");
            field.follow();
        }
    }
    ChipFlow {
        id: offers

        chosen: field.shown
        model: (field.row.offers ?? []).map(offer => ({
                    code: offer,
                    text: field.row.kind === "capital" ? qsTr("%1 万元").arg(offer) : offer
                }))
        objectName: "offers_" + field.row.fieldId
        visible: model.length > 0

        onPicked: code => {
            field.answered(code);
            field.follow();
            field.offerTaken();
        }
    }
}
