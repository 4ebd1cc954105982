// The keys of the open board; Qt's virtual keyboard finds this file by its name.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.VirtualKeyboard as VKB
import Board
import Zhaoban

VKB.KeyboardLayout {
    id: layout

    readonly property string board: Composer.board
    readonly property string kind: Composer.kind
    readonly property var keys: Rows.keys(board, kind)

    function act(word: string): void {
        switch (word) {
        case "@erase":
            if (board === "hand" && pad.count > 0)
                pad.rewrite();
            else
                Composer.erase();
            break;
        case "@hide":
            Composer.hide();
            break;
        case "@clear":
            Composer.clear();
            break;
        case "@undo":
            pad.undo();
            break;
        case "@rewrite":
            pad.rewrite();
            break;
        case "@capital":
            Composer.toggleCapital();
            break;
        case "@space":
            Composer.press(" ");
            break;
        case "@at":
            Composer.press("@");
            break;
        default:
            Qt.callLater(Composer.choose, word.replace("@way_", "").replace("@", ""));
        }
    }

    inputMethod: BoardMethod {}
    keyWeight: 1
    smallTextVisible: false

    Item {
        Layout.fillHeight: true
        Layout.fillWidth: true

        Repeater {
            model: layout.keys

            BoardKey {
                required property var modelData

                board: modelData.board
                height: Math.round((modelData.y + modelData.h) * Measures.row) - Measures.gap - y
                width: Math.round((modelData.x + modelData.w) * Measures.column) - Measures.gap - x
                word: modelData.word
                x: Math.round(modelData.x * Measures.column)
                y: Math.round(modelData.y * Measures.row)

                onUsed: isAct ? layout.act(word) : Composer.press(word)
            }
        }
        WritingPad {
            id: pad

            height: 3 * Measures.row - Measures.gap
            objectName: "writingPad"
            visible: layout.board === "hand"
            width: Math.round(7 * Measures.column) - Measures.gap
        }
        GlyphPanel {
            height: 3 * Measures.row - Measures.gap
            objectName: "glyphPanel"
            visible: layout.board === "code"
            width: Math.round(3 * Measures.column) - Measures.gap
        }
    }
}
