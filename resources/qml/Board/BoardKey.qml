// One key: a touch counts when it begins and ends on it. Held, the erase key goes on erasing.
import QtQuick
import QtQuick.VirtualKeyboard as VKB
import Zhaoban

VKB.BaseKey {
    id: boardKey

    required property string word
    required property string board
    readonly property var area: Measures.panel ? Measures.panel.keyboardInputArea : null
    readonly property bool isAct: Names.isAct(word)
    readonly property bool isOn: word === "@capital" && Composer.capital
    readonly property string under: Names.under(word, board)

    signal used()

    objectName: "key_" + word.replace("@", "")
    displayText: Names.text(word, board)
    functionKey: true
    keyPanelDelegate: Measures.panel && Measures.panel.style ? Measures.panel.style.keyPanel : null
    noKeyEvent: true
    smallTextVisible: false
    text: ""
    weight: 1

    // The touch area knows where a touch began; Qt alone would take one that slid in from a neighbour.
    onClicked: if (area && area.initialKey === boardKey && !hold.done) used()

    Accessible.role: Accessible.Button
    Accessible.name: Names.spoken(word, board)
    Accessible.onPressAction: used()

    Timer {
        id: hold

        property bool done: false

        interval: done ? 90 : 500
        repeat: true
        running: boardKey.active && boardKey.word === "@erase"

        onRunningChanged: if (running) done = false
        onTriggered: {
            done = true;
            boardKey.used();
        }
    }
}
