// The head of every page: whose errand this is, and the switches that are always at hand.
import QtQuick
import QtQuick.Layouts
import Zhaoban

GridLayout {
    id: bar

    property string title: ""
    property bool sitting: true   // help and leaving belong to a sitting
    property bool speaks: true    // there is a voice to switch on
    property bool branded: true   // the mark and the title stand before the switches
    readonly property var pills: [helpSwitch, voiceSwitch, careSwitch, displaySwitch, languageSwitch, leaveSwitch].filter(pill => speaks || pill !== voiceSwitch)
    readonly property real pillsWidth: pills.reduce((sum, pill) => sum + (sitting || pill.always ? pill.wordsWidth + Theme.gap : 0), 0)
    readonly property real brandWidth: branded ? brand.mark + Theme.pad : 0
    readonly property bool inLine: brandWidth + pillsWidth + (branded ? brand.titleWidth : 0) <= width
    readonly property bool twoRows: !inLine && Theme.portrait
    readonly property bool drawn: !inLine && !twoRows && brandWidth + pillsWidth > width

    signal help()
    signal leave()

    columns: twoRows ? 1 : 2
    columnSpacing: Theme.pad
    rowSpacing: Theme.gap
    Layout.fillWidth: true
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("随时可用")

    RowLayout {
        visible: bar.branded
        Layout.fillWidth: true
        spacing: Theme.gap

        Brand {
            id: brand

            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            title: bar.title
            titled: bar.title !== "" && (bar.inLine || bar.twoRows || bar.drawn)
        }
        Item {
            Layout.fillWidth: true
        }
        RowLayout {
            id: corner

            visible: bar.twoRows && bar.sitting
        }
    }
    RowLayout {
        id: row

        Layout.alignment: Qt.AlignRight
        Layout.fillWidth: bar.twoRows
        spacing: Theme.gap
        uniformCellSizes: bar.twoRows

        Switch {
            id: helpSwitch

            objectName: "switch_help"
            Layout.fillWidth: bar.twoRows
            visible: bar.sitting
            text: qsTr("请人帮忙")
            drawing: "help"
            drawn: bar.drawn
            onActivated: bar.help()
        }
        Switch {
            id: voiceSwitch

            objectName: "switch_voice"
            always: true
            Layout.fillWidth: bar.twoRows
            visible: bar.speaks
            text: qsTr("语音")
            drawing: "voice"
            drawn: bar.drawn
            on: Look.voice
            onActivated: Look.setVoice(!Look.voice)
        }
        Switch {
            id: careSwitch

            objectName: "switch_care"
            always: true
            Layout.fillWidth: bar.twoRows
            text: Look.care ? qsTr("标准版") : qsTr("关怀版")
            drawing: "care"
            drawn: bar.drawn
            on: Look.care
            onActivated: Look.setCare(!Look.care)
        }
        Switch {
            id: displaySwitch

            objectName: "switch_display"
            always: true
            Layout.fillWidth: bar.twoRows
            text: qsTr("字号")
            spoken: qsTr("字号和对比")
            drawing: "letters"
            drawn: bar.drawn
            onActivated: displaySheet.open()
        }
        Switch {
            id: languageSwitch

            objectName: "switch_language"
            always: true
            Layout.fillWidth: bar.twoRows
            text: Look.language === "zh" ? "English" : "中文"
            drawing: "language"
            drawn: bar.drawn
            onActivated: Look.setLanguage(Look.language === "zh" ? "en" : "zh")
        }
        Switch {
            id: leaveSwitch

            objectName: "switch_leave"
            parent: bar.twoRows ? corner : row
            visible: bar.sitting
            text: qsTr("退出")
            danger: true
            drawing: "leave"
            drawn: bar.drawn
            onActivated: bar.leave()
        }
    }

    DisplaySheet {
        id: displaySheet
    }
}
