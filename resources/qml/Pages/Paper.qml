// A page of a signed paper as it will be printed, on a soft shadow.
import QtQuick
import Kit

Item {
    id: paper

    property string source: ""
    property string spoken: ""
    property real tallest: Theme.portrait ? Theme.height * 0.4 : Theme.height * 0.62
    readonly property real shape: picture.implicitWidth > 0 ? picture.implicitHeight / picture.implicitWidth : 0.707
    readonly property real across: Math.min(width, tallest / shape)

    Accessible.name: spoken
    Accessible.role: Accessible.Graphic
    implicitHeight: Math.round(across * shape)

    Rectangle {
        anchors.centerIn: parent
        border.color: Theme.line
        border.width: Theme.stroke
        color: "white"
        height: parent.height
        objectName: "paper"
        width: paper.across

        Image {
            id: picture

            anchors.fill: parent
            anchors.margins: Theme.stroke
            cache: false
            fillMode: Image.PreserveAspectFit
            mipmap: true
            smooth: true
            source: paper.source
        }
    }
}
