// Where an application stands: by the card, or by the number and the code from the message.
import QtQuick

LookupFrame {
    lead: qsTr("查进度")
    title: qsTr("您的申请办到哪一步了？")
    withNumber: true
}
