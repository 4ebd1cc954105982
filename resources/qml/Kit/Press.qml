// What every pressable thing shares: a touch that begins and ends inside it, Enter, Space and arrows.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

T.AbstractButton {
    id: press

    property bool busy: false
    property real around: Theme.radius
    property string spoken: text

    signal activated()

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    Layout.minimumHeight: implicitHeight
    focusPolicy: Qt.StrongFocus
    activeFocusOnTab: true
    hoverEnabled: false
    font.family: Theme.sans
    font.pixelSize: Theme.body

    // What the keyboard drives is always to be seen: its ring goes on to the next.
    function pass(): void {
        if (activeFocus && !visible)
            nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    onClicked: if (!busy) activated()
    onVisibleChanged: if (!visible && visualFocus) Qt.callLater(pass)

    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.focusable: true

    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()
    Keys.onPressed: event => {
        const ahead = event.key === Qt.Key_Down || event.key === Qt.Key_Right;
        if (!ahead && event.key !== Qt.Key_Up && event.key !== Qt.Key_Left)
            return;
        nextItemInFocusChain(ahead).forceActiveFocus(ahead ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        event.accepted = true;
    }

    FocusRing {
        around: press.around
        visible: press.visualFocus
    }
}
