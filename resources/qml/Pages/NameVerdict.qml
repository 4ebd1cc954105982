pragma ComponentBehavior: Bound
// How the name fares: free, taken with free ones to tap, refused, warned of, or for a person to look at.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: verdict

    readonly property string state_: NameDesk.state
    property bool narrow: false
    readonly property bool brief: Theme.keyboardHeight > 0 && state_ === "taken"
    readonly property var titles: ({
            free: qsTr("“%1”可以用").arg(NameDesk.whole),
            taken: qsTr("这个名字已有人用了。点一个能用的："),
            refused: NameDesk.brands.length > 0 ? qsTr("这个名字要改一改，或者点一个能用的：") : qsTr("这个名字要改一改"),
            referred: qsTr("可以用，但要工作人员看过才行"),
            unknown: qsTr("现在查不了重名，可以先往下办，提交时会再查"),
            none: qsTr("不起名字也能办")
        })

    spacing: Theme.gap

    function told(problems: var): string {
        return problems.map(problem => problem.message).join("\n");
    }

    RowLayout {
        visible: verdict.state_ === "checking"
        spacing: Theme.tight

        BusySign {
            running: verdict.state_ === "checking"
            size: Theme.h3
            words: qsTr("正在查有没有重名")
        }
        Words {
            text: qsTr("正在查有没有重名……")
        }
    }
    Banner {
        objectName: "verdict"
        visible: verdict.state_ in verdict.titles
        kind: verdict.state_ === "free" ? "good" : verdict.state_ === "taken" || verdict.state_ === "refused" || verdict.state_ === "unknown" ? "warn" : "info"
        title: verdict.brief ? "" : verdict.titles[verdict.state_] ?? ""
        text: verdict.brief ? verdict.narrow ? qsTr("已有人用了，点一个能用的：") : qsTr("已有人用了：%1。点一个能用的：").arg(NameDesk.met) : verdict.state_ === "unknown" ? Theme.keyboardHeight > 0 ? "" : NameDesk.faultWords : verdict.state_ === "none" ? qsTr("执照上的名称一栏不写字号。以后想起名字，可以再来变更。") : verdict.told(NameDesk.problems)

        NameCompare {
            ink: Theme.amber
            visible: names.length === 2 && verdict.state_ === "taken" && Theme.keyboardHeight === 0
        }
    }
    NameCompare {
        visible: names.length === 2 && (verdict.state_ === "warned" || verdict.state_ === "accepted") && Theme.keyboardHeight === 0
    }
    Repeater {
        model: verdict.state_ === "warned" || verdict.state_ === "accepted" || verdict.state_ === "referred" ? NameDesk.warnings : []

        Tick {
            required property var modelData

            objectName: "warning_" + modelData.rule
            text: qsTr("我看过了，仍然用这个名字")
            words: modelData.message
            ticked: modelData.accepted
            onToggled: NameDesk.accept(modelData.rule, !modelData.accepted)
        }
    }
    Words {
        visible: verdict.state_ === "warned" && NameDesk.brands.length > 0
        text: qsTr("或者点一个没有这种情况的：")
    }
    Flow {
        objectName: "brands"
        visible: NameDesk.brands.length > 0 && verdict.state_ !== "none"
        Layout.fillWidth: true
        spacing: Theme.gap

        Repeater {
            model: NameDesk.brands

            Chip {
                required property var modelData

                objectName: "brand_" + modelData.code
                text: modelData.text
                quick: true
                onActivated: NameDesk.setBrand(modelData.code)
            }
        }
        Chip {
            objectName: "others"
            text: qsTr("换一批")
            onActivated: NameDesk.others()
        }
    }
    Chip {
        objectName: "look_again"
        visible: verdict.state_ === "unknown"
        text: qsTr("再查一次")
        onActivated: NameDesk.tryAgain()
    }
}
