// Why it is no licence yet, what to do about it, and whom to ask.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: answer

    property bool canAmend: false

    spacing: Theme.gap

    Repeater {
        model: Outcome.reasons

        ReasonCard {
            required property var modelData

            Layout.fillWidth: true
            reason: modelData
            canAmend: answer.canAmend && modelData.canAmend
        }
    }
    Repeater {
        model: Outcome.advice

        Words {
            required property string modelData

            Layout.fillWidth: true
            objectName: "advice"
            text: modelData
        }
    }
    SlipOffer {
        Layout.fillWidth: true
    }
}
