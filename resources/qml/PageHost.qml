// Shows the sitting's page and slides from one to the next; the page before goes when it is out.
import QtQuick
import Zhaoban
import Kit

Item {
    id: host

    objectName: "page_host"

    readonly property alias sliding: slide.running
    readonly property Item page: current.item as Item
    property int shownStep: 0
    property string shown: ""
    // A strip of the page is there at once: its letters are shaped before it moves, not while it does.
    readonly property real seen: 0.12
    property int pace: 0  // as the slide began: one whose pace changes under way never ends
    property bool byKeys: false  // whether a keyboard drove what was pressed last
    property Loader current: first
    property Loader other: second

    function fileOf(page: string): url {
        const words = page.split("_").map(word => word.charAt(0).toUpperCase() + word.slice(1));
        return Qt.resolvedUrl("Pages/" + words.join("") + "Page.qml");
    }

    function turn() {
        const wanted = Sitting.page + "/" + (Sitting.inForm ? Sitting.stepId : "");
        if (wanted === shown)
            return;
        const keyed = byKeys;  // before the focus moves on
        const backwards = Sitting.inForm && Sitting.stepNumber < shownStep;
        const slides = shown !== "" && Theme.slide > 0;
        shown = wanted;
        shownStep = Sitting.inForm ? Sitting.stepNumber : 0;
        slide.complete();
        const before = current;
        current = other;
        other = before;
        current.source = fileOf(Sitting.page);
        if (slides) {
            const across = backwards ? -host.width : host.width;
            arriving.from = Math.round(across * (1 - seen));
            leaving.from = arriving.from - across;
            leaving.to = -across;
            pace = Theme.slide;
            slide.start();
        } else {
            current.x = 0;
            other.source = "";
        }
        if (current.item) {
            (current.item as Item).forceActiveFocus();
            const now = host.Window.activeFocusItem as Press;
            if (keyed && now)
                now.focusReason = Qt.TabFocusReason;  // who goes by keyboard sees where he is
            Voice.pageShown(current.item as Item);
        }
    }

    Component.onCompleted: turn()

    Connections {
        target: host.Window.window

        function onActiveFocusItemChanged() {
            const reached = host.Window.activeFocusItem;
            const held = reached as Press;
            if (held)
                host.byKeys = held.visualFocus;
            if (reached && host.byKeys)
                Voice.reached(reached);  // who cannot see hears where he is
        }
    }
    Connections {
        target: Sitting

        function onPageChanged() {
            host.turn();
        }
    }

    Loader {
        id: first

        width: host.width
        height: host.height
    }
    Loader {
        id: second

        width: host.width
        height: host.height
    }

    ParallelAnimation {
        id: slide

        onStopped: {
            host.current.x = 0;
            host.other.source = "";
        }

        NumberAnimation {
            id: arriving

            duration: host.pace
            easing.type: Easing.OutCubic
            property: "x"
            target: host.current
            to: 0
        }
        NumberAnimation {
            id: leaving

            duration: host.pace
            easing.type: Easing.OutCubic
            property: "x"
            target: host.other
        }
    }
}
