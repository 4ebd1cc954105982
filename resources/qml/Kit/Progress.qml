pragma ComponentBehavior: Bound
// How far the citizen is: one segment a step, the present one half full.
import QtQuick
import QtQuick.Layouts

RowLayout {
    id: progress

    property int count: 7
    property int current: 1

    spacing: Math.round(Theme.unit * 10)
    uniformCellSizes: true
    Layout.fillWidth: true
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("第 %1 步，共 %2 步").arg(current).arg(count)

    Repeater {
        model: progress.count

        Rectangle {
            id: segment

            required property int index

            Layout.fillWidth: true
            implicitHeight: Math.round(Theme.unit * 12)
            radius: height / 2
            color: Theme.sunk

            Rectangle {
                visible: segment.index < progress.current
                width: segment.index === progress.current - 1 ? segment.width / 2 : segment.width
                height: segment.height
                radius: segment.radius
                color: Theme.blue
            }
        }
    }
}
