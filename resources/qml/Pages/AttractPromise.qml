// What the house promises, in large letters.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: promise

    property bool brief: false

    Layout.fillWidth: true
    spacing: Math.round(Theme.unit * 24)

    Heading {
        font.pixelSize: Math.round(promise.brief && !Theme.portrait ? Theme.h2 : promise.brief ? Theme.h1 * 0.86 : Theme.width > Theme.height * 1.5 ? Theme.h1 * 1.3 : Theme.h1)
        level: 1
        lineHeight: 1.02
        objectName: "promise"
        text: !Hall.registers ? Hall.name : promise.brief && !Theme.portrait ? qsTr("开店办照，两分钟。") : qsTr("开店办照，\n两分钟。")
    }
    Words {
        color: Theme.quiet
        font.pixelSize: Theme.h3
        text: qsTr("带上本人身份证就能办，不用交纸质材料。")
        visible: Hall.registers && !promise.brief
    }
    Item {
        Layout.fillHeight: true
    }
}
