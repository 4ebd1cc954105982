// The items of the catalogue on the page: what each means, what it needs, and a place to tick it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit

ColumnLayout {
    id: list

    readonly property var chosen: TradeDesk.chosen
    readonly property var badges: ({
            free: [qsTr("领照即可经营"), "good"],
            filing: [qsTr("需备案"), "info"],
            permit: [qsTr("需许可"), "warn"],
            pre: [qsTr("先办许可"), "warn"]
        })
    readonly property var needs: ({
            free: "",
            filing: qsTr("拿到执照后，到%1办“%2”。"),
            permit: qsTr("拿到执照后，还要到%1办“%2”才能开业。"),
            pre: qsTr("要先到%1办好“%2”，才能办执照。")
        })

    // What it means, what else it needs, or why it cannot be taken; each a sentence of its own.
    function words(row: var): string {
        const said = [row.other, row.words];
        if (row.closed)
            said.push(row.why || qsTr("只有公司才能经营这一项。"), row.instead ? qsTr("可以改选：%1").arg(row.instead) : "");
        else
            said.push(row.permit ? needs[row.badge].arg(row.authority).arg(row.permit) : "", place(row));
        if (row.limited)
            said.push(qsTr("个体工商户只在部分情形可以经营，会请工作人员看一看。"));
        return said.filter(sentence => sentence !== "").join("\n");
    }

    // Where it cannot be carried on.
    function place(row: var): string {
        if (row.notHome)
            return row.needsSite ? qsTr("要有实体店面，一般不能开在住宅里。") : qsTr("一般不能开在住宅里。");
        return row.needsSite ? qsTr("要有实体店面。") : "";
    }

    Layout.fillWidth: true
    spacing: Theme.gap

    Repeater {
        model: TradeDesk.rows

        Tick {
            required property var modelData

            badge: modelData.closed ? qsTr("个体不能经营") : list.badges[modelData.badge][0]
            badgeKind: modelData.closed ? "bad" : list.badges[modelData.badge][1]
            enabled: !modelData.closed
            objectName: "item_" + modelData.code
            text: modelData.title
            ticked: list.chosen.indexOf(modelData.code) >= 0
            words: list.words(modelData)

            onToggled: TradeDesk.toggle(modelData.code)
        }
    }
}
