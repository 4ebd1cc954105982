pragma ComponentBehavior: Bound
// A line to write in: its label inside the frame, a hint or what to do under it. Nothing typed is learnt.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

FocusScope {
    id: box

    property string label: ""
    property alias text: field.text
    property string placeholder: ""
    property string problem: ""
    property string hint: ""
    property bool digits: false
    property int takes: digits ? Qt.ImhDigitsOnly : Qt.ImhNone  // hints that choose the board
    property bool secret: false
    property int longest: 200
    property bool readOnly: false
    readonly property bool writing: field.activeFocus

    signal edited(string text)
    signal leftField()
    signal accepted()

    function go(ahead: bool): void {
        field.nextItemInFocusChain(ahead).forceActiveFocus(ahead ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    Layout.fillWidth: true
    activeFocusOnTab: false
    implicitWidth: Theme.mm(80)
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Math.round(Theme.unit * 8)

        Rectangle {
            id: frame

            Layout.fillWidth: true
            implicitHeight: Math.max(Theme.target, inside.implicitHeight + 2 * Math.round(Theme.unit * 16))
            radius: Theme.radius
            color: box.enabled ? Theme.card : Theme.disabled
            border.width: field.activeFocus ? Theme.stroke + 2 : Theme.stroke
            border.color: box.problem ? Theme.red : field.activeFocus ? Theme.blue : Theme.edge

            ColumnLayout {
                id: inside

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.margins: Math.round(Theme.unit * 28)
                anchors.verticalCenter: parent.verticalCenter
                spacing: 0

                Text {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: box.label
                    font.family: Theme.sans
                    font.pixelSize: Theme.small
                    color: box.enabled ? Theme.quiet : Theme.onDisabled
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
                T.TextField {
                    id: field

                    Layout.fillWidth: true
                    objectName: box.objectName + "_field"
                    focus: true
                    activeFocusOnTab: true
                    implicitHeight: contentHeight
                    font.family: Theme.sans
                    font.pixelSize: Theme.h3
                    font.bold: !box.digits && box.label !== ""
                    color: box.enabled ? Theme.ink : Theme.onDisabled
                    selectionColor: Theme.blue
                    selectedTextColor: Theme.onBlue
                    selectByMouse: false
                    readOnly: box.readOnly
                    maximumLength: box.longest
                    echoMode: box.secret ? TextInput.Password : TextInput.Normal
                    passwordMaskDelay: 0
                    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | box.takes
                    onTextEdited: {
                        if (box.takes & Qt.ImhUppercaseOnly && text !== text.toUpperCase()) {
                            const at = cursorPosition;
                            text = text.toUpperCase();
                            cursorPosition = at;
                        }
                        box.edited(text);
                    }
                    onActiveFocusChanged: if (!activeFocus) box.leftField()
                    onVisibleChanged: if (!visible && activeFocus) box.focus = false  // nobody writes unseen
                    onAccepted: {
                        box.accepted();
                        if (activeFocus)
                            box.go(true);
                    }
                    Keys.onDownPressed: box.go(true)
                    Keys.onUpPressed: box.go(false)
                    Accessible.role: Accessible.EditableText
                    Accessible.name: box.label || box.placeholder
                    Accessible.description: box.problem || box.hint

                    Text {
                        anchors.fill: parent
                        visible: !field.text && !field.preeditText
                        text: box.placeholder
                        font.family: Theme.sans
                        font.pixelSize: Theme.body
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: Math.round(Theme.unit * 24)
                        color: Theme.quiet
                        elide: Text.ElideRight
                        verticalAlignment: Text.AlignVCenter
                        Accessible.ignored: true
                    }
                    cursorDelegate: Rectangle {
                        visible: field.activeFocus
                        width: Math.max(2, Math.round(Theme.unit * 4))
                        color: Theme.blue
                    }
                }
            }
            TapHandler {
                onTapped: field.forceActiveFocus(Qt.MouseFocusReason)
            }
        }
        RowLayout {
            visible: box.problem !== ""
            Layout.leftMargin: Math.round(Theme.unit * 28)
            spacing: Math.round(Theme.unit * 10)

            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Math.round(Theme.small * 0.2)
                name: "bad"
                size: Math.round(Theme.small * 1.15)
                color: Theme.red
            }
            Quiet {
                text: box.problem
                color: Theme.red
            }
        }
        Quiet {
            Layout.leftMargin: Math.round(Theme.unit * 28)
            visible: text !== "" && box.problem === ""
            text: box.hint
        }
    }
}
