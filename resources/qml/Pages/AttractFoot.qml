// Where one is and when, and whom to call.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

GridLayout {
    id: foot

    property bool brief: false
    readonly property bool abreast: !brief && here.implicitWidth + now.implicitWidth + call.implicitWidth + 2 * Theme.pad <= width

    columnSpacing: Theme.pad
    columns: abreast ? 3 : 1
    rowSpacing: 0
    uniformCellWidths: abreast

    Quiet {
        id: here

        objectName: "terminal"
        text: qsTr("本机编号 %1").arg(Hall.terminal)
        visible: !foot.brief
    }
    Quiet {
        id: now

        horizontalAlignment: foot.abreast ? Text.AlignHCenter : Text.AlignLeft
        objectName: "clock"
        text: qsTr("%1　%2").arg(Hall.day).arg(Hall.time)
    }
    Quiet {
        id: call

        horizontalAlignment: foot.abreast ? Text.AlignRight : Text.AlignLeft
        objectName: "telephone"
        text: qsTr("咨询 %1").arg(Hall.telephone)
    }
}
