// What happens with personal information, told before any of it is read; one touch goes on.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

PageFrame {
    id: page

    readonly property var drawings: ({ who: "home", purpose: "shop", what: "card", holder: "card", decision: "check", how_long: "clock", others: "search", rights: "help" })
    // One column, or two about as long as each other.
    readonly property var columns: {
        const points = Hall.noticePoints;
        if (Theme.width / Theme.scale < 1300)
            return [points];
        const lengths = points.map(point => point.words.length + 40);
        const half = lengths.reduce((sum, length) => sum + length, 0) / 2;
        let sum = 0;
        const at = lengths.findIndex(length => (sum += length) >= half);
        return [points.slice(0, at + 1), points.slice(at + 1)];
    }

    backText: qsTr("不同意，退出")
    lead: Hall.noticeLead
    nextText: qsTr("我知道了，开始")
    spacing: Math.round(Theme.unit * 18)
    title: Hall.noticeTitle

    onBack: Sitting.back()
    onNext: Sitting.next()

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.columnGap
        uniformCellSizes: true

        Repeater {
            model: page.columns

            ColumnLayout {
                id: column

                required property var modelData

                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                spacing: Math.round(Theme.unit * 22)

                Repeater {
                    model: column.modelData

                    NoticePoint {
                        required property var modelData

                        drawing: page.drawings[modelData.code] ?? "info"
                        objectName: "point_" + modelData.code
                        title: modelData.title
                        words: modelData.words
                    }
                }
            }
        }
    }
    Quiet {
        objectName: "basis"
        text: Hall.noticeUnconfirmed ? qsTr("依据：%1。本告知的文字还没有经登记机关确认。").arg(Hall.noticeBasis) : qsTr("依据：%1。").arg(Hall.noticeBasis)
    }
}
