// Collect and print what was issued: the proprietor's card opens it.
import QtQuick
import Zhaoban

LookupFrame {
    lead: qsTr("领执照")
    title: Lookup.asked ? qsTr("您办过的") : qsTr("请放上您的身份证")
    withNumber: false
}
