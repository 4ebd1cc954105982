// The window: the kiosk's picture, the keyboard below it, what lies over it, the demo's dock beside.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Zhaoban
import Kit
import Board

Window {
    id: window

    required property bool demo
    // in a demonstration the dock lies beside the picture: a window grows by it, a whole screen gives it up
    readonly property int dockWidth: !demo ? 0 : visibility === Window.FullScreen ? Math.max(420, Math.round(width * 0.22)) : 420
    // above Qt's own layer of sheets: while one is open, a card can still be laid
    readonly property int overSheets: 1000002

    color: Theme.paper
    title: qsTr("照办")

    Component.onCompleted: Voice.liesOver(T.Overlay.overlay)
    onClosing: close => {
        close.accepted = visibility !== Window.FullScreen;  // nobody closes a whole screen by a key
    }

    Binding {
        target: Theme
        property: "width"
        restoreMode: Binding.RestoreNone
        value: picture.width
        when: picture.width > 0  // a whole screen has no size at first
    }
    Binding {
        target: Theme
        property: "height"
        restoreMode: Binding.RestoreNone
        value: picture.height
        when: picture.height > 0
    }
    Binding {
        target: Theme
        property: "keyboardHeight"
        value: keyboard.shown ? keyboard.boardHeight : 0
    }

    Item {
        id: picture

        objectName: "picture"
        width: window.width - window.dockWidth
        height: window.height
        clip: true

        Shell {
            anchors.fill: parent
            count: Sitting.inForm ? Sitting.stepCount : 0
            current: Sitting.stepNumber
            sitting: Sitting.inSitting
            speaks: Voice.available
            title: Sitting.procedureTitle || Hall.name

            onHelp: Sitting.askHelp()
            onLeave: Sitting.askLeave()

            PageHost {
                id: pages

                anchors.fill: parent
                clip: true
            }
        }
        StaffCorner {
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            objectName: "staffCorner"
        }
        Keyboard {
            id: keyboard

            objectName: "keyboard"
            page: pages.page as PageFrame
        }
        Overlays {
            anchors.fill: parent
        }
    }

    Loader {
        active: window.demo
        anchors {
            left: picture.right
            right: parent.right
            top: parent.top
            bottom: parent.bottom
        }
        source: window.demo ? Qt.resolvedUrl("Dock/DockPanel.qml") : ""
        z: window.overSheets
    }
}
