// A card of paper; what stands in it stands in a column.
import QtQuick
import QtQuick.Layouts

Item {
    id: panel

    default property alias content: column.data
    property alias spacing: column.spacing
    property real pad: Theme.pad
    property color color: Theme.card
    property color edge: Theme.line
    property bool raised: false

    implicitWidth: column.implicitWidth + 2 * pad
    implicitHeight: column.implicitHeight + 2 * pad
    Layout.fillWidth: true

    BorderImage {
        readonly property int reach: 28

        anchors.fill: parent
        anchors.margins: -reach
        anchors.topMargin: -reach + 10
        anchors.bottomMargin: -reach - 10
        visible: panel.raised
        opacity: Theme.shadow
        source: "shadow.png"
        border {
            left: 56
            top: 56
            right: 56
            bottom: 56
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: panel.color
        border.width: panel.raised && Theme.shadow > 0 ? 0 : Theme.stroke
        border.color: panel.edge
    }

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: panel.pad
        spacing: Theme.gap
    }
}
