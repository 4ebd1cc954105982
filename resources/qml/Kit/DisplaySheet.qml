// How large, how strong, how low, how still: the sheet behind 字号.
import QtQuick
import Zhaoban

Sheet {
    id: sheet

    title: qsTr("字号和对比")
    acceptText: qsTr("好了")

    Quiet {
        text: qsTr("字的大小")
    }
    ChipFlow {
        objectName: "text_size"
        model: [{ text: qsTr("标准"), code: "1" }, { text: qsTr("大"), code: "1.2" }, { text: qsTr("更大"), code: "1.4" }, { text: qsTr("最大"), code: "1.6" }]
        chosen: String(Look.textSize)
        onPicked: code => Look.setTextSize(Number(code))
    }
    Quiet {
        text: qsTr("颜色")
    }
    ChipFlow {
        objectName: "contrast"
        model: [{ text: qsTr("标准"), code: "standard" }, { text: qsTr("黑白"), code: "strong" }, { text: qsTr("深色"), code: "dark" }]
        chosen: Look.contrast
        onPicked: code => Look.setContrast(code)
    }
    Tick {
        objectName: "reach"
        text: qsTr("按钮放低")
        words: qsTr("坐着轮椅也够得着")
        ticked: Look.reach
        onToggled: Look.setReach(!Look.reach)
    }
    Tick {
        objectName: "reduced_motion"
        text: qsTr("少些动画")
        words: qsTr("换页时不滑动")
        ticked: Look.reducedMotion
        onToggled: Look.setReducedMotion(!Look.reducedMotion)
    }
}
