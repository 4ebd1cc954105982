// The whole screen around a page: the head with its switches above (below, where targets must be low), progress, the page.
import QtQuick
import QtQuick.Layouts

Rectangle {
    id: shell

    property string title: ""
    property bool sitting: true
    property bool speaks: true
    property int count: 0      // steps; none shows no progress
    property int current: 0
    default property alias content: place.data

    signal help()
    signal leave()

    color: Theme.paper

    ColumnLayout {
        anchors.fill: parent
        anchors.topMargin: Math.round(Theme.unit * 12)
        spacing: Theme.tight

        Brand {
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin
            visible: Theme.low
            title: shell.title
        }
        Item {
            id: above

            Layout.fillWidth: true
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin
            implicitHeight: Theme.low ? 0 : bar.implicitHeight
            visible: !Theme.low
        }
        Progress {
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin
            visible: shell.count > 0
            count: shell.count
            current: shell.current
        }
        Item {
            id: place

            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        Item {
            id: below

            Layout.fillWidth: true
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin
            Layout.bottomMargin: Math.round(Theme.unit * 36)
            implicitHeight: Theme.low ? bar.implicitHeight : 0
            visible: Theme.low
        }
    }
    SwitchBar {
        id: bar

        parent: Theme.low ? below : above
        anchors.left: parent.left
        anchors.right: parent.right
        branded: !Theme.low
        title: shell.title
        sitting: shell.sitting
        speaks: shell.speaks
        visible: !Theme.low || Theme.keyboardHeight === 0  // the keyboard lies over it
        onHelp: shell.help()
        onLeave: shell.leave()
    }
}
