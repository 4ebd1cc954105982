// Chooses one part of the name: what usually fits as chips, or words of one's own.
import QtQuick
import QtQuick.Layouts
import Kit

Sheet {
    id: picker

    property var model: []
    property string chosen: ""
    property string ownLabel: ""
    property int longest: 20

    signal picked(string text)

    rejectText: qsTr("不改了")
    acceptText: qsTr("用这个")
    acceptEnabled: own.text.trim() !== ""
    onOpened: own.text = ""
    onAccepted: picked(own.text.trim())

    ChipFlow {
        chosen: picker.chosen
        model: picker.model
        onPicked: code => {
            picker.close();
            picker.picked(code);
        }
    }
    TextBox {
        id: own

        objectName: picker.objectName + "_own"
        Layout.topMargin: Theme.tight
        label: picker.ownLabel
        longest: picker.longest
        onAccepted: if (text.trim() !== "") picker.answer(true)
    }
}
