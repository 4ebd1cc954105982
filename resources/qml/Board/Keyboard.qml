// The keyboard in the scene: candidates above, keys below; it places itself in its parent, under
// the left column where that is wide enough and over the whole width elsewhere.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.VirtualKeyboard as VKB
import QtQuick.VirtualKeyboard.Settings as Settings
import Zhaoban
import Kit

Item {
    id: keyboard

    // told in a moment of its own: what the board covers may take the focus, and so the board, away
    property bool shown: false
    readonly property bool beside: Theme.keyboardBeside
    readonly property real below: beside ? Math.round(Theme.unit * 24) : 0
    // How much of the screen it covers, from the lower edge.
    readonly property real boardHeight: height + below
    property bool ready: false
    property PageFrame page: null  // the page it may cover the foot of

    // A keyboard's keys too, in whatever order window and board came to be.
    function listen(): void {
        if (keyboard.Window.window)
            Composer.listenTo(keyboard.Window.window);
    }

    function settle(): void {
        shown = ready && Composer.isOpen;
    }

    function see(): void {
        Composer.enterField(VKB.InputContext.inputItem !== null, VKB.InputContext.inputMethodHints);
    }

    height: Measures.height
    visible: shown
    width: beside ? Math.max(Theme.leftColumn, Measures.narrowest) : parent.width
    x: beside ? Math.max(Measures.gap, Theme.margin + Theme.leftColumn - width) : 0
    y: parent.height - boardHeight
    Accessible.name: qsTr("键盘")
    Accessible.role: Accessible.Pane

    Component.onCompleted: {
        Settings.VirtualKeyboardSettings.layoutPath = Qt.resolvedUrl("layouts");
        Settings.VirtualKeyboardSettings.activeLocales = ["zh_CN"];
        Settings.VirtualKeyboardSettings.locale = "zh_CN";
        Settings.VirtualKeyboardSettings.styleName = "kiosk";
        Settings.VirtualKeyboardSettings.defaultInputMethodDisabled = true;
        ready = true;
        listen();
        settle();
    }

    Binding {
        property: "width"
        target: Measures
        value: keyboard.width
    }
    Binding {
        property: "panel"
        target: Measures
        value: panel.item ? (panel.item as VKB.InputPanel).keyboard : null
    }
    Connections {
        target: VKB.InputContext

        function onInputItemChanged() {
            keyboard.see();
        }
        function onInputMethodHintsChanged() {
            keyboard.see();
        }
    }
    Connections {
        target: Composer

        function onFieldChanged() {
            Qt.callLater(keyboard.settle);
        }
        function onCommitted(text: string) {
            VKB.InputContext.commit(text);
        }
        function onErased() {
            VKB.InputContext.sendKeyClick(Qt.Key_Backspace, "", 0);
        }
        function onWiped() {
            gc();
        }
    }
    Connections {
        target: keyboard.Window

        function onWindowChanged() {
            keyboard.listen();
        }
    }

    Rectangle {
        border.color: Theme.line
        border.width: Look.contrast === "standard" ? 0 : Theme.stroke
        color: Theme.sunk
        height: keyboard.beside ? parent.height : parent.height + radius
        radius: Theme.radius
        width: parent.width
    }
    // Swallows touches between the keys, or the page below would take them.
    MultiPointTouchArea {
        anchors.fill: parent
    }
    CandidateBar {
        id: bar

        height: Measures.barHeight
        page: keyboard.page
        width: parent.width - 2 * Measures.edge
        x: Measures.edge
        y: Measures.edge
    }
    Loader {
        id: panel

        active: keyboard.ready
        width: parent.width - 2 * Measures.edge
        x: Measures.edge
        y: bar.y + bar.height + Theme.gap

        sourceComponent: VKB.InputPanel {
            width: panel.width
        }
    }
    CandidatePage {
        height: Measures.keysHeight - Measures.edge
        visible: bar.open
        width: panel.width
        x: panel.x
        y: panel.y
    }
}
