// Shows that something runs, at least half a second long; still when motion is reduced.
import QtQuick

Item {
    id: sign

    property bool running: false
    property real size: Theme.h2
    property color color: Theme.blue
    property string words: qsTr("正在办理")
    readonly property bool shown: running || atLeast.running

    implicitWidth: shown ? size : 0
    implicitHeight: size
    onRunningChanged: if (running) atLeast.restart()
    Component.onCompleted: if (running) atLeast.restart()

    Accessible.role: Accessible.Animation
    Accessible.name: words
    Accessible.ignored: !shown

    Timer {
        id: atLeast

        interval: 500
    }

    Icon {
        id: wheel

        anchors.centerIn: parent
        visible: sign.shown
        name: Theme.slide > 0 ? "busy" : "clock"
        size: sign.size
        color: sign.color

        RotationAnimation on rotation {
            running: sign.shown && Theme.slide > 0 && sign.visible
            from: 0
            to: 360
            duration: 1200
            loops: Animation.Infinite
            onStopped: wheel.rotation = 0
        }
    }
}
