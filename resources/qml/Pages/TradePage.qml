// What the citizen will do: a trade at a touch, its items to tick, and what the licence will say.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit
import Fields
import Preview

PageFrame {
    id: page

    readonly property int count: TradeDesk.chosen.length
    readonly property var drawnHere: ["scope.items", "scope.main", "scope.permits"]
    readonly property var permits: TradeDesk.needsPermit
    readonly property var items: Sitting.fields.byId["scope.items"]

    asideBelow: false
    lead: qsTr("第 %1 步，共 %2 步").arg(Sitting.stepNumber).arg(Sitting.stepCount)
    nextEnabled: count > 0 && !TradeDesk.stuck
    nextText: count === 0 ? qsTr("请先选一项") : TradeDesk.stuck ? qsTr("请先去掉一项") : Sitting.returning ? qsTr("改好了（已选 %n 项）", "", count) : qsTr("下一步（已选 %n 项）", "", count)
    title: Sitting.stepTitle

    onBack: Sitting.back()
    onNext: Sitting.next()

    aside: Component {
        LicencePreview {}
    }

    SearchBox {
        id: search

        objectName: "search"
        placeholder: qsTr("搜一搜：早餐、理发、网店、五金……")

        onSoughtChanged: TradeDesk.search(sought)
    }
    TradeChips {
        objectName: "trade_chips"
        sought: search.sought.trim() !== ""
        visible: !sought || TradeDesk.trades.length > 0

        // a touched trade answers the search
        Connections {
            target: TradeDesk

            function onListChanged(): void {
                if (TradeDesk.listOf !== "found" && TradeDesk.listOf !== "nothing" && !search.writing)
                    search.clear();
            }
        }
    }
    ScopeClashes {
        objectName: "clashes"
    }
    Quiet {
        Layout.topMargin: Theme.tight
        objectName: "list_of"
        text: TradeDesk.listOf === "found" ? qsTr("找到这些经营项目（规范表述）") : TradeDesk.listOf === "nothing" ? qsTr("没有找到。换个说法试试，比如卖什么、修什么。") : TradeDesk.listOf === "trade" ? qsTr("“%1”常选的经营项目（规范表述）").arg(TradeDesk.tradeName) : page.count > 0 ? qsTr("已选的经营项目（规范表述）") : qsTr("点一个行当，常用的经营项目就替您勾好。")
    }
    ScopeRows {
        objectName: "items"
        visible: TradeDesk.rows.length > 0
    }
    FieldProblem {
        text: page.items ? page.items.problem : ""
    }
    Panel {
        color: Theme.blueSoft
        edge: Theme.tone === Theme.standard ? color : Theme.line
        objectName: "licence_text"
        spacing: Math.round(Theme.unit * 6)
        visible: page.count > 0

        Words {
            font.bold: true
            text: qsTr("执照上会这样写")
        }
        Words {
            objectName: "licence_words"
            text: TradeDesk.licenceText
        }
        Quiet {
            objectName: "main_class"
            text: qsTr("所属行业：%1").arg(TradeDesk.mainClass)
            visible: TradeDesk.mainClass !== ""
        }
        Quiet {
            objectName: "too_many"
            text: qsTr("选得越多，执照上的字越小。常做的几项就够了，以后还可以添加。")
            visible: TradeDesk.tooMany
        }
    }
    MainItem {
        visible: page.count > 1
    }
    Banner {
        kind: "warn"
        objectName: "permit_first"
        text: qsTr("您选的项目要先有“%1”。已经有了的，请在下面填写；还没有的，先去掉这一项，拿到许可后再来添加。").arg(page.permits.join("”“"))
        title: qsTr("这一项要先办许可")
        visible: page.permits.length > 0
    }
    FieldList {
        only: ["scope.permits"]
        visible: TradeDesk.asksPermits
    }
    FieldList {
        visible: page.count > 0
        without: page.drawnHere
    }
}
