// A field that has its answer already: one line that tells it, and opens at a touch.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

Press {
    id: line

    required property var row

    // An answer as people say it.
    function said(): string {
        const value = line.row.value;
        if (value === true || value === false)
            return value ? qsTr("是") : qsTr("否");
        if (Array.isArray(value))
            return qsTr("%1 项").arg(value.length);
        const choice = line.row.choices.find(one => one.code === value);
        return choice ? choice.text : Finder.name(line.row.kind, String(value ?? ""));
    }

    Layout.fillWidth: true
    Accessible.description: said()
    objectName: "settled_" + row.fieldId
    horizontalPadding: 0
    verticalPadding: Theme.tight
    spoken: qsTr("改%1").arg(row.label)
    text: row.label

    background: Rectangle {
        anchors.fill: parent
        anchors.leftMargin: -Theme.tight
        anchors.rightMargin: -Theme.tight
        color: line.down ? Theme.blueSoft : "transparent"
        radius: Theme.radius
    }
    contentItem: RowLayout {
        spacing: Theme.gap

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Quiet {
                Accessible.ignored: true
                text: line.text
            }
            Words {
                Accessible.ignored: true
                font.bold: true
                text: line.said()
            }
        }
        Words {
            Accessible.ignored: true
            Layout.fillWidth: false
            color: Theme.blue
            text: qsTr("改")
        }
        Icon {
            color: Theme.blue
            name: "next"
            size: Math.round(Theme.body * 0.9)
        }
    }
}
