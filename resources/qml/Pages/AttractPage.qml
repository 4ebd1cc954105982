// The first page: one promise, one great button, what else can be done here, and where one is.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

FocusScope {
    id: page

    readonly property var errands: [{ code: "progress", title: qsTr("查进度"), words: qsTr("看看办到哪一步了"), drawing: "search" }, { code: "collect", title: qsTr("领执照"), words: qsTr("放上身份证就能打印"), drawing: "print" }, { code: "verify", title: qsTr("查验执照"), words: qsTr("扫一扫，辨真伪"), drawing: "scan" }]
    readonly property bool roomy: Look.textSize < 1.4 && !Theme.compact && !Theme.low
    readonly property int space: Math.round(Theme.unit * (roomy && Theme.portrait ? 44 : roomy ? 32 : 24))

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("首页")

    Scroller {
        id: scroller

        objectName: "scroller"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: foot.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: Theme.gap
        bleed: Theme.portrait ? Math.round(Theme.margin * 0.7) : 0
        focus: true
        spacing: 0
        stretch: true

        GridLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            columnSpacing: Theme.columnGap
            columns: Theme.wide ? 2 : 1
            rowSpacing: page.space

            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillHeight: Theme.wide
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.leftColumn
                spacing: page.space

                AttractPromise {
                    Layout.minimumHeight: Theme.low ? Math.max(implicitHeight, Theme.reachTop - scroller.mapToItem(null, 0, 0).y) : implicitHeight
                    Layout.topMargin: Math.round(Theme.unit * (!page.roomy ? 4 : Theme.portrait ? 60 : 20))
                    brief: !page.roomy
                }
                Item {
                    Layout.fillHeight: true
                    visible: Theme.wide
                }
                Repeater {
                    model: Hall.procedures.slice(0, 1)

                    AttractAction {
                        required property var modelData

                        objectName: "begin_" + modelData.code
                        roomy: page.roomy
                        title: modelData.title
                        words: modelData.words

                        onActivated: Sitting.begin(modelData.code)
                    }
                }
                AttractSteps {
                    abreast: width / Theme.scale >= 780
                    visible: Hall.registers && page.roomy && (!Theme.wide && Hall.procedures.length === 1 || Theme.wide && Theme.leftColumn / Theme.scale >= 780)
                }
                Item {
                    Layout.fillHeight: true
                    Layout.maximumHeight: page.space
                    visible: Theme.wide
                }
            }
            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.maximumHeight: Theme.wide ? -1 : Math.max(implicitHeight, Math.round(Theme.unit * (page.roomy ? 660 : 800)))
                Layout.preferredWidth: Theme.rightColumn
                Layout.topMargin: Theme.wide ? Math.round(Theme.unit * 32) : 0
                spacing: Math.max(Theme.gap, Math.round(Theme.unit * 24))
                uniformCellSizes: true

                Repeater {
                    model: Hall.procedures.slice(1)

                    AttractTile {
                        required property var modelData

                        Layout.fillHeight: true
                        drawing: "document"
                        objectName: "begin_" + modelData.code
                        title: modelData.title
                        words: Theme.compact ? "" : modelData.words

                        onActivated: Sitting.begin(modelData.code)
                    }
                }
                Repeater {
                    model: page.errands

                    AttractTile {
                        required property var modelData

                        Layout.fillHeight: true
                        drawing: modelData.drawing
                        objectName: "open_" + modelData.code
                        title: modelData.title
                        words: Theme.compact ? "" : modelData.words

                        onActivated: Sitting.open(modelData.code)
                    }
                }
            }
            Item {
                Layout.fillHeight: true
                visible: !Theme.wide
            }
        }
    }

    AttractFoot {
        id: foot

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: Math.round(Theme.unit * (!page.roomy ? 12 : Theme.portrait ? 48 : 24))
        brief: !page.roomy
    }
}
