pragma ComponentBehavior: Bound
// Everything once more, each step to be mended; then the declarations, the signature, and handing in.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

PageFrame {
    id: page

    readonly property var asks: ({
            problems: qsTr("先改好标出的几处"),
            name: qsTr("正在再查一次名字"),
            signature: qsTr("还差签名"),
            declarations: qsTr("还差承诺")
        })

    // Two columns are worth it only where both are wide enough to be read at a glance.
    readonly property bool roomy: Theme.wide && Theme.width / Theme.scale >= 1500

    lead: qsTr("第 %1 步，共 %2 步").arg(Sitting.stepNumber).arg(Sitting.stepCount)
    nextEnabled: ReviewDesk.lacks === ""
    nextText: asks[ReviewDesk.lacks] ?? (Sitting.givesLicence ? qsTr("提交，马上审批") : qsTr("提交"))
    title: Sitting.stepTitle

    onBack: Sitting.back()
    onNext: ReviewDesk.submit()

    aside: roomy ? signing : null

    Component {
        id: signing

        ReviewSigning {}
    }

    Repeater {
        model: ReviewDesk.problems

        Banner {
            id: problem

            required property var modelData

            kind: "bad"
            text: modelData.message

            PlainButton {
                objectName: "mend_" + problem.modelData.stepId
                implicitHeight: Theme.target
                font.pixelSize: Theme.body
                text: qsTr("去修改")
                onActivated: Sitting.goTo(problem.modelData.stepId)
            }
        }
    }
    Panel {
        pad: Math.round(Theme.unit * 24)
        spacing: Math.round(Theme.unit * 7)

        Repeater {
            model: ReviewDesk.groups.length

            ReviewGroup {
                required property int index

                last: index === ReviewDesk.groups.length - 1
                modelData: ReviewDesk.groups[index] ?? ({ stepId: "", title: "", first: [], rest: [] })
            }
        }
    }
    Loader {
        Layout.fillWidth: true
        active: !page.roomy
        sourceComponent: signing
        visible: active
    }
}
