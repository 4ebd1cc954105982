pragma ComponentBehavior: Bound
// A column that may be longer than its place: it follows a finger, two buttons do the same, and what the keyboard drives comes into sight.
import QtQuick
import QtQuick.Layouts

FocusScope {
    id: scroller

    default property alias content: column.data
    property alias spacing: column.spacing
    property alias contentY: flick.contentY
    property bool stretch: false
    property color ground: Theme.paper  // what it stands on: its ends fade into it
    property int bleed: 0  // how far the buttons may reach into the margin on the right
    readonly property bool long: rail.visible
    readonly property int lip: Theme.ring + 4        // room above and below for a focus ring
    readonly property int side: Math.max(lip, Math.round(Theme.unit * 28))  // and beside for a shadow
    readonly property real needed: column.implicitHeight

    function show(item: Item): void {
        const top = item.mapToItem(column, 0, 0).y;
        const bottom = top + item.height + 2 * lip;
        if (top < flick.contentY)
            move(top);
        else if (bottom > flick.contentY + flick.height)
            move(Math.min(top, bottom - flick.height));
    }

    function move(y: real): void {
        flick.cancelFlick();
        flick.contentY = Math.max(0, Math.min(y, flick.contentHeight - flick.height));
    }

    function page(ahead: bool): void {
        move(flick.contentY + (ahead ? 0.8 : -0.8) * flick.height);
    }

    function settle(): void {
        if (!scroller.Window.window)
            return;  // its page has gone meanwhile
        rail.visible = column.implicitHeight > height + 1;
        if (flick.contentY > 0)
            move(flick.contentY);
        let whole = null;  // the largest thing around what has the focus that can be shown whole
        for (let item = scroller.Window.activeFocusItem; item; item = item.parent) {
            if (item === column) {
                if (whole)
                    show(whole);
                return;
            }
            if (!whole || item.height <= height)
                whole = item;
        }
    }

    component Fade: Rectangle {
        property bool shown: false

        anchors.left: flick.left
        anchors.right: flick.right
        visible: shown && rail.visible
        height: Math.round(Theme.unit * 28)
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.alpha(scroller.ground, 0)
            }
            GradientStop {
                position: 1
                color: scroller.ground
            }
        }
    }

    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight
    Layout.fillWidth: true
    Layout.fillHeight: true

    onHeightChanged: Qt.callLater(settle)
    onWidthChanged: Qt.callLater(settle)
    onNeededChanged: Qt.callLater(settle)

    Connections {
        target: scroller.Window.window

        function onActiveFocusItemChanged(): void {
            Qt.callLater(scroller.settle);
        }
    }

    Keys.onPressed: event => {
        if (event.key !== Qt.Key_PageDown && event.key !== Qt.Key_PageUp)
            return;
        page(event.key === Qt.Key_PageDown);
        event.accepted = true;
    }

    Flickable {
        id: flick

        anchors.fill: parent
        anchors.topMargin: -scroller.lip
        anchors.bottomMargin: -scroller.lip
        anchors.leftMargin: -scroller.side
        anchors.rightMargin: (rail.visible ? rail.width + Theme.gap - scroller.bleed : 0) - scroller.side
        contentHeight: column.height + 2 * scroller.lip
        clip: true
        interactive: rail.visible
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.VerticalFlick

        Behavior on contentY {
            enabled: Theme.slide > 0 && !flick.moving

            NumberAnimation {
                duration: Theme.slide
            }
        }

        ColumnLayout {
            id: column

            x: scroller.side
            y: scroller.lip
            width: flick.width - 2 * scroller.side
            height: scroller.stretch ? Math.max(implicitHeight, scroller.height) : implicitHeight
            spacing: Theme.gap
        }
    }

    Fade {
        anchors.top: flick.top
        shown: flick.contentY > 1
        rotation: 180
    }
    Fade {
        anchors.bottom: flick.bottom
        shown: flick.contentY < flick.contentHeight - flick.height - 1
    }

    Item {
        id: rail

        // So low that only one of the buttons has room: the one there is a use for.
        readonly property bool low: height < 2 * Theme.target + Theme.gap

        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.rightMargin: -scroller.bleed
        width: Theme.target
        visible: false

        RoundButton {
            id: upper

            objectName: "scroll_up"
            focusPolicy: Qt.TabFocus  // who writes goes on writing
            anchors.top: parent.top
            drawing: "up"
            text: qsTr("往上看")
            enabled: flick.contentY > 1
            visible: !rail.low || !lower.enabled
            onActivated: scroller.page(false)
        }
        Rectangle {
            id: track

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: upper.bottom
            anchors.bottom: lower.top
            anchors.margins: Theme.gap
            width: Math.round(Theme.unit * 8)
            radius: width / 2
            color: Theme.sunk
            visible: height > Theme.target

            Rectangle {
                width: parent.width
                radius: parent.radius
                color: Theme.edge
                y: track.height * flick.visibleArea.yPosition
                height: track.height * flick.visibleArea.heightRatio
            }
        }
        RoundButton {
            id: lower

            objectName: "scroll_down"
            focusPolicy: Qt.TabFocus  // who writes goes on writing
            anchors.bottom: parent.bottom
            drawing: "down"
            text: qsTr("往下看")
            enabled: flick.contentY < flick.contentHeight - flick.height - 1
            visible: !rail.low || enabled
            onActivated: scroller.page(true)
        }
    }
}
