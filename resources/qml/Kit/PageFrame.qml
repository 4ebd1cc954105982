pragma ComponentBehavior: Bound
// The frame of a step: what is asked, the answer, and the way back and on; a right side where there is room.
import QtQuick
import QtQuick.Layouts

FocusScope {
    id: frame

    property string title: ""
    property string lead: ""
    property Component aside: null
    property bool asideBelow: true  // where there is one column, the aside follows the content
    property string nextText: qsTr("下一步")
    property bool nextEnabled: true
    property bool nextVisible: true
    property bool busy: false
    property string backText: qsTr("上一步")
    property bool backVisible: true
    property bool stretch: false    // the content takes all the height there is
    property alias spacing: column.spacing
    default property alias content: column.data
    readonly property bool beside: Theme.wide && aside !== null
    readonly property int sill: Theme.gap + Theme.ring + 4  // under the column: its last target's ring, and the gap
    readonly property bool writing: Theme.keyboardHeight > 0
    readonly property bool footerBeside: beside || writing && Theme.keyboardBeside
    // So little height that only what is written into stays; the keyboard's own key brings the rest back.
    readonly property bool bare: Theme.compact && writing && !footerBeside
    readonly property bool untitled: bare || writing && !Theme.portrait && (Theme.compact || !Theme.keyboardBeside)

    // Where this page stands on the screen, read again whenever it is laid out anew.
    readonly property real above: height >= 0 ? mapToItem(null, 0, 0).y : 0
    readonly property real covered: Math.max(0, Theme.keyboardHeight - (Theme.height - above - height))

    signal next()
    signal back()

    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onEscapePressed: if (frame.backVisible) frame.back()

    ColumnLayout {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.leftMargin: Theme.margin
        anchors.topMargin: frame.untitled ? Theme.tight : Theme.compact || frame.writing ? 0 : Math.round(Theme.unit * (Theme.portrait ? 32 : 12))
        anchors.bottom: frame.footerBeside || frame.bare ? parent.bottom : footer.top
        anchors.bottomMargin: frame.footerBeside || frame.bare ? frame.covered + frame.sill : frame.sill
        width: frame.footerBeside ? Theme.leftColumn : frame.width - 2 * Theme.margin
        spacing: Theme.tight

        ColumnLayout {
            visible: !frame.untitled
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.low ? Math.max(implicitHeight, Theme.reachTop - frame.above - parent.y - Theme.tight) : implicitHeight
            Layout.bottomMargin: Theme.compact ? 0 : Theme.tight
            spacing: Math.round(Theme.unit * 4)

            Item {
                visible: Theme.low
                Layout.fillHeight: true
            }
            Quiet {
                objectName: "lead"
                visible: text !== "" && !frame.untitled && !(Theme.compact && frame.writing)
                text: frame.lead
            }
            Heading {
                objectName: "title"
                visible: text !== "" && !frame.untitled
                text: frame.title
            }
        }
        Scroller {
            objectName: "scroller"
            focus: true
            stretch: frame.stretch
            bleed: Theme.portrait ? Math.round(Theme.margin * 0.7) : frame.footerBeside ? Theme.columnGap - Theme.gap : 0

            ColumnLayout {
                id: column

                Layout.fillHeight: frame.stretch
                spacing: Theme.gap
            }
            Loader {
                Layout.fillWidth: true
                active: frame.aside !== null && frame.asideBelow && !frame.beside
                visible: active
                sourceComponent: frame.aside
            }
        }
    }

    Scroller {
        objectName: "aside"
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.top: parent.top
        anchors.topMargin: Theme.gap
        anchors.bottom: footer.top
        anchors.bottomMargin: Theme.gap
        width: Theme.rightColumn
        visible: frame.beside

        Loader {
            Layout.fillWidth: true
            active: frame.beside
            sourceComponent: frame.aside
        }
    }

    RowLayout {
        id: footer

        readonly property bool tight: back.full + next.implicitWidth + spacing > width

        visible: !frame.bare
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: frame.writing && !Theme.keyboardBeside ? frame.covered + Theme.tight : Math.round(Theme.unit * (Theme.low || Theme.compact ? 20 : Theme.portrait ? 48 : 36))
        width: frame.footerBeside ? Theme.rightColumn : frame.width - 2 * Theme.margin
        spacing: Math.max(Theme.gap, Math.round(Theme.unit * 24))

        PlainButton {
            id: back

            readonly property real full: visible ? measure.width + 2 * Theme.pad : 0

            objectName: "back"
            Layout.fillHeight: true
            visible: frame.backVisible
            text: frame.backText
            drawing: drawn ? "back" : ""
            drawn: footer.tight
            onActivated: frame.back()

            TextMetrics {
                id: measure

                font: back.font
                text: back.text
            }
        }
        Item {
            Layout.fillWidth: true
            visible: !Theme.portrait && !frame.footerBeside || !frame.nextVisible
        }
        ActionButton {
            id: next

            objectName: "next"
            visible: frame.nextVisible
            Layout.fillWidth: Theme.portrait || frame.footerBeside
            Layout.preferredWidth: Theme.portrait || frame.footerBeside ? -1 : Math.max(implicitWidth, Theme.rightColumn * 0.8)
            text: frame.nextText
            enabled: frame.nextEnabled
            busy: frame.busy
            onActivated: frame.next()
        }
    }
}
