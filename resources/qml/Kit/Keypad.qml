pragma ComponentBehavior: Bound
// Digits to touch, with X where identity numbers want it; a keyboard's digits arrive here too.
import QtQuick
import QtQuick.Layouts

FocusScope {
    id: pad

    property bool withX: false

    signal typed(string key)
    signal erased()

    implicitWidth: grid.implicitWidth
    implicitHeight: grid.implicitHeight
    Layout.fillWidth: true
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("数字键")

    Keys.onPressed: event => {
        const key = event.text.toUpperCase();
        if (event.key === Qt.Key_Backspace)
            erased();
        else if (key.length === 1 && (key >= "0" && key <= "9" || withX && key === "X"))
            typed(key);
        else
            return;
        event.accepted = true;
    }

    GridLayout {
        id: grid

        anchors.fill: parent
        columns: 3
        columnSpacing: Math.max(Theme.mm(2), Theme.tight)
        rowSpacing: columnSpacing

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", pad.withX ? "X" : "", "0", "erase"]

            Press {
                id: key

                required property string modelData
                required property int index
                readonly property bool erases: modelData === "erase"

                objectName: "key_" + modelData
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumWidth: Theme.key
                implicitHeight: Math.max(Theme.key, Math.round(Theme.unit * 108))
                focus: index === 0
                opacity: modelData ? 1 : 0
                enabled: modelData !== ""
                text: erases ? qsTr("删除") : modelData
                around: Math.round(Theme.radius * 0.7)
                onActivated: erases ? pad.erased() : pad.typed(modelData)
                Accessible.ignored: modelData === ""

                background: Rectangle {
                    radius: key.around
                    color: key.down ? Theme.blueSoft : Theme.card
                    border.width: Theme.stroke
                    border.color: Theme.line
                }
                contentItem: Item {
                    Text {
                        anchors.centerIn: parent
                        visible: !key.erases
                        text: key.text
                        font.family: Theme.sans
                        font.pixelSize: Math.round(Theme.h3 * 1.15)
                        color: Theme.ink
                        Accessible.ignored: true
                    }
                    Icon {
                        anchors.centerIn: parent
                        visible: key.erases
                        name: "erase"
                        size: Math.round(Theme.h3 * 1.3)
                    }
                }
            }
        }
    }
}
