// A line to search in. What is typed and not yet a word finds things too: wujin, wj.
import QtQuick
import Zhaoban
import Kit

TextBox {
    id: box

    property bool letters: true  // whether letters count before they are a word
    property string sought: ""

    function seek(): void {
        if (writing)
            sought = text + (letters && /^[a-z' ]+$/.test(Composer.shown) ? Composer.shown : "");
    }

    function clear(): void {
        text = sought = "";
    }

    onEdited: Qt.callLater(seek)
    // a finger that leaves for what was found must find it where it was
    onLeftField: text = sought

    Connections {
        target: Composer

        function onChanged(): void {
            Qt.callLater(box.seek);
        }
    }
}
