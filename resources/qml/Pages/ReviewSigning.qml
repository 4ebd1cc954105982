pragma ComponentBehavior: Bound
// The signature and the declarations, each its own touch.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: signing

    spacing: Theme.gap

    SignaturePad {
        id: pad

        objectName: "pad"
        strokes: ReviewDesk.strokes
        visible: !ReviewDesk.byCard
        onWritten: points => ReviewDesk.addStroke(points)

        Chip {
            objectName: "by_card"
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.margins: Theme.tight
            spoken: qsTr("不方便写字，用身份证代替签名")
            text: qsTr("不方便写字")
            visible: ReviewDesk.strokes.length === 0 && pad.writing.length === 0
            onActivated: CardSigning.start()
        }
        Chip {
            objectName: "sign_again"
            anchors.bottom: parent.bottom
            anchors.margins: Theme.tight
            anchors.right: parent.right
            text: qsTr("重写")
            visible: ReviewDesk.strokes.length > 0
            onActivated: ReviewDesk.signAgain()
        }
    }
    Banner {
        objectName: "signed_by_card"
        kind: "good"
        title: qsTr("已用身份证和短信验证码代替签名")
        visible: ReviewDesk.byCard
    }
    PlainButton {
        objectName: "by_hand"
        text: qsTr("改用手写")
        visible: ReviewDesk.byCard
        onActivated: ReviewDesk.signAgain()
    }
    Repeater {
        model: ReviewDesk.declarations.length

        Tick {
            required property int index
            readonly property var row: ReviewDesk.declarations[index] ?? ({ fieldId: "", text: "", ticked: false })

            objectName: "declare_" + row.fieldId
            framed: false
            text: row.text
            ticked: row.ticked
            onToggled: ReviewDesk.declare(row.fieldId, !row.ticked)
        }
    }

    CardSigningSheet {
        objectName: "cardSheet"
    }
}
