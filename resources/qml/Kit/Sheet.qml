// A question or a list above the page: everything else waits until it is answered.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

T.Popup {
    id: sheet

    property string title: ""
    property string words: ""
    property string acceptText: qsTr("好")
    property string rejectText: ""
    property bool danger: false
    property bool acceptEnabled: true
    default property alias content: scroller.content

    signal accepted()
    signal rejected()

    function answer(yes: bool): void {
        close();
        if (yes)
            accepted();
        else
            rejected();
    }

    parent: T.Overlay.overlay
    modal: true
    focus: true
    closePolicy: T.Popup.NoAutoClose
    padding: Math.round(Theme.unit * 48)
    x: Math.round((Theme.width - width) / 2)
    y: Math.max(Theme.reachTop, Math.round((Theme.height - Theme.keyboardHeight - height) / 2))
    width: Math.min(Theme.width - 2 * Theme.margin, Math.round(Theme.unit * 960 * Math.sqrt(Theme.scale / Theme.unit)))
    height: Math.min(implicitContentHeight + 2 * padding, Theme.height - Theme.keyboardHeight - Theme.reachTop - 2 * Theme.tight)

    T.Overlay.modal: Rectangle {
        color: Theme.dim
    }
    background: Rectangle {
        radius: Theme.radius
        color: Theme.paper
        border.width: Theme.tone === Theme.standard ? 0 : Theme.stroke
        border.color: Theme.line
    }
    contentItem: FocusScope {
        focus: true
        implicitHeight: column.implicitHeight
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title
        Accessible.description: sheet.words
        Keys.onEscapePressed: sheet.answer(false)

        ColumnLayout {
            id: column

            anchors.fill: parent
            spacing: Math.round(Theme.unit * 28)

            Heading {
                visible: text !== ""
                text: sheet.title
                font.pixelSize: Math.round((Theme.h2 + Theme.h3) / 2)
            }
            Scroller {
                id: scroller

                Layout.preferredHeight: needed
                visible: needed > 0

                Words {
                    visible: text !== ""
                    text: sheet.words
                }
            }
            GridLayout {
                id: buttons

                readonly property bool abreast: no.implicitWidth + yes.implicitWidth + columnSpacing <= width

                Layout.fillWidth: true
                columns: abreast ? 2 : 1
                columnSpacing: Math.max(Theme.gap, Math.round(Theme.unit * 24))
                rowSpacing: Theme.gap

                PlainButton {
                    id: no

                    objectName: "reject"
                    visible: text !== ""
                    Layout.fillWidth: true
                    text: sheet.rejectText
                    danger: sheet.danger
                    onActivated: sheet.answer(false)
                }
                ActionButton {
                    id: yes

                    objectName: "accept"
                    Layout.fillWidth: true
                    focus: true
                    text: sheet.acceptText
                    enabled: sheet.acceptEnabled
                    onActivated: sheet.answer(true)
                }
            }
        }
    }
}
