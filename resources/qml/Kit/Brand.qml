// The mark of the house and whose errand this is.
import QtQuick
import QtQuick.Layouts
import Zhaoban

RowLayout {
    id: brand

    property string title: ""
    property bool titled: title !== ""
    readonly property real titleWidth: title ? Math.ceil(name.implicitWidth) + spacing : 0
    readonly property int mark: Math.round(Theme.unit * 56 * Math.min(1.4, Theme.scale / Theme.unit))

    spacing: Math.round(Theme.unit * 20)

    Rectangle {
        implicitWidth: brand.mark
        implicitHeight: brand.mark
        radius: Math.round(brand.mark * 0.22)
        color: Theme.blue

        Text {
            anchors.centerIn: parent
            text: Look.mark || "照"
            font.family: Theme.song
            font.bold: true
            font.pixelSize: Math.round(brand.mark * 0.6)
            color: Theme.onBlue
            Accessible.ignored: true
        }
    }
    Text {
        id: name

        Layout.fillWidth: true
        Layout.maximumWidth: Math.ceil(implicitWidth)
        visible: brand.titled
        text: brand.title
        font.family: Theme.sans
        font.pixelSize: Math.round(Theme.scale * 30)
        font.bold: true
        color: Theme.ink
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
}
