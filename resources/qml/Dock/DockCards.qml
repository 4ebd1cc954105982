pragma ComponentBehavior: Bound
// The invented cards: a touch lays one on the reader; two buttons take it away, or too early.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: cards

    property string last: Dock.cards.length > 0 ? Dock.cards[0].code : ""

    function wordsOf(code: string): string {
        const found = Dock.cards.find(card => card.code === code);
        return found ? found.words : "";
    }

    Layout.fillHeight: false
    spacing: DockSize.gap

    GridLayout {
        Layout.fillHeight: false
        Layout.fillWidth: true
        columnSpacing: DockSize.gap
        columns: 3
        rowSpacing: DockSize.gap
        uniformCellWidths: true

        Repeater {
            model: Dock.cards

            DockButton {
                id: card

                required property var modelData

                Accessible.description: card.modelData.words
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                chosen: Dock.lying === card.modelData.code
                objectName: "lay_" + card.modelData.code
                text: card.modelData.label

                onActivated: {
                    cards.last = card.modelData.code;
                    Dock.lay(card.modelData.code);
                }
            }
        }
    }
    DockText {
        color: Theme.quiet
        font.pixelSize: DockSize.small
        objectName: "cardWords"
        text: Dock.lying ? cards.wordsOf(Dock.lying) : qsTr("点一张，就放到读卡器上")
    }
    RowLayout {
        Layout.fillHeight: false
        spacing: DockSize.gap
        uniformCellSizes: true

        DockButton {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: Dock.lying !== ""
            objectName: "takeAway"
            text: qsTr("拿走卡")

            onActivated: Dock.takeAway()
        }
        DockButton {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            objectName: "liftEarly"
            text: qsTr("一放就拿走")
            visible: Dock.canLiftEarly

            onActivated: Dock.liftEarly(cards.last)
        }
    }
}
