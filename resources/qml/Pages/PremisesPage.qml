// Where the citizen will work: a kind, a town and a door at a few touches, the address whole as it will stand.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit
import Fields
import Preview

PageFrame {
    id: page

    readonly property string kindField: "premises.kind"
    readonly property var drawnHere: [kindField, "premises.division", "premises.town", "premises.village", "premises.road", "premises.number", "premises.building", "premises.room", "premises.landmark", "premises.commitment"]
    readonly property var byLandmark: ["premises.road", "premises.number"]  // what a landmark replaces
    readonly property string elsewhere: "…"  // a chip that is no town
    readonly property var rows: Sitting.fields.byId
    readonly property var town: rows["premises.town"] ?? null
    readonly property bool asksDoor: rows["premises.road"] !== undefined
    property bool otherCounty: false
    property bool villages: false
    property bool noPlate: false

    // Without a door plate a landmark leads there instead.
    function setNoPlate(on: bool): void {
        noPlate = on;
        if (on)
            Sitting.answer("premises.number", null);
        else
            Sitting.answer("premises.landmark", null);
    }

    lead: qsTr("第 %1 步，共 %2 步").arg(Sitting.stepNumber).arg(Sitting.stepCount)
    nextText: Sitting.returning ? qsTr("改好了，回去核对") : qsTr("下一步")
    title: Sitting.stepTitle

    onBack: Sitting.back()
    onNext: Sitting.next()

    aside: Component {
        LicencePreview {}
    }

    Component.onCompleted: {
        noPlate = (rows["premises.landmark"]?.value ?? "") !== "" && (rows["premises.number"]?.value ?? "") === "";
        otherCounty = PremisesDesk.isElsewhere;
    }

    Connections {
        target: Sitting

        function onProblemShown(fieldId: string): void {
            const parts = [road, number, building, room, landmark];
            const of = page.noPlate && page.byLandmark.indexOf(fieldId) >= 0 ? "premises.landmark" : fieldId;
            const found = parts.find(part => part.of === of);
            if (fieldId === "premises.village")
                page.villages = true;
            if (fieldId === "premises.town")
                towns.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
            if (found)
                found.takeFocus();
        }
    }

    FieldList {
        only: [page.kindField, "premises.commitment"]
    }
    FieldList {
        only: ["premises.division"]
        visible: page.otherCounty && page.rows["premises.division"] !== undefined
    }
    Banner {
        kind: "warn"
        objectName: "elsewhere"
        text: qsTr("请到%1办理；选错了的，请改回来。").arg(PremisesDesk.authority)
        title: qsTr("%1不归这里登记").arg(PremisesDesk.county)
        visible: PremisesDesk.isElsewhere
    }
    ColumnLayout {
        id: towns

        Layout.fillWidth: true
        objectName: "towns"
        spacing: Theme.tight
        visible: page.town !== null && !PremisesDesk.isElsewhere

        FieldHead {
            text: page.town ? page.town.label : ""
        }
        ChipFlow {
            chosen: page.town ? String(page.town.value ?? "") : ""
            model: (page.town ? page.town.choices : []).concat(page.otherCounty ? [] : [{
                    code: page.elsewhere,
                    text: qsTr("不在%1").arg(PremisesDesk.county)
                }])

            onPicked: code => {
                if (code === page.elsewhere) {
                    page.otherCounty = true;
                    return;
                }
                Sitting.answer("premises.town", code);
                Sitting.leftField("premises.town");
                if (road.visible && road.shown === "")
                    road.leadToOffers();
            }
        }
        FieldProblem {
            text: page.town ? page.town.problem : ""
        }
    }
    PremisesPart {
        id: road

        readonly property var own: page.rows[of]

        of: "premises.road"
        row: own ? Object.assign({}, own, {
            problem: page.noPlate ? "" : own.problem,
            offers: PremisesDesk.roads
        }) : nothing

        // a road that was touched leaves its number to say
        onOfferTaken: {
            Sitting.leftField(of);
            if (number.visible && number.shown === "")
                number.takeFocus();
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap
        columns: width / Theme.scale >= 620 ? (page.noPlate ? 2 : 3) : 1
        rowSpacing: Theme.gap
        uniformCellWidths: true
        visible: page.asksDoor

        PremisesPart {
            id: number

            Layout.alignment: Qt.AlignTop
            of: "premises.number"
            takes: Qt.ImhPreferNumbers
            wanted: !page.noPlate
        }
        PremisesPart {
            id: building

            Layout.alignment: Qt.AlignTop
            of: "premises.building"
            takes: Qt.ImhPreferNumbers
        }
        PremisesPart {
            id: room

            Layout.alignment: Qt.AlignTop
            of: "premises.room"
            takes: Qt.ImhPreferNumbers
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        visible: page.asksDoor

        Chip {
            chosen: page.noPlate
            objectName: "no_plate"
            text: qsTr("没有门牌")

            onActivated: page.setNoPlate(!page.noPlate)
        }
        Chip {
            chosen: page.villages
            objectName: "villages"
            text: PremisesDesk.village || qsTr("选村、社区（可不填）")
            visible: (page.rows["premises.village"]?.choices ?? []).length > 0

            onActivated: page.villages = !page.villages
        }
    }
    FieldList {
        only: ["premises.village"]
        visible: page.villages
    }
    PremisesPart {
        id: landmark

        readonly property var own: page.rows[of]

        hint: row.help
        of: "premises.landmark"
        // what lacks without a plate is told here
        row: own ? Object.assign({}, own, {
            problem: own.problem || page.byLandmark.map(of => page.rows[of]?.problem ?? "").find(words => words) || ""
        }) : nothing
        wanted: page.noPlate
    }
    FieldList {
        without: page.drawnHere
    }
    Panel {
        color: Theme.blueSoft
        edge: Theme.tone === Theme.standard ? color : Theme.line
        objectName: "address"
        spacing: Math.round(Theme.unit * 6)
        visible: PremisesDesk.address !== ""

        Words {
            font.bold: true
            text: PremisesDesk.isWhole ? qsTr("执照上会这样写") : qsTr("执照上会这样写（还没写全）")
        }
        Words {
            objectName: "address_words"
            text: PremisesDesk.address
        }
    }
}
