pragma ComponentBehavior: Bound
// One device: whether it is well, and buttons that let it fail and mend it.
import QtQuick
import QtQuick.Layouts
import Zhaoban

ColumnLayout {
    id: device

    required property var modelData
    readonly property string kind: modelData.device
    readonly property string fault: Dock.faults[kind] ?? ""

    function faultName(fault: string): string {
        switch (fault) {
        case "cable_out":
            return qsTr("没接线");
        case "noise":
            return qsTr("读不清");
        case "slow":
            return qsTr("很慢");
        case "no_paper":
            return qsTr("缺纸");
        case "runs_out":
            return qsTr("中途没纸");
        case "uncounted":
            return qsTr("不数纸");
        case "jam":
            return qsTr("卡纸");
        case "door_open":
            return qsTr("盖没关");
        case "no_toner":
            return qsTr("缺墨粉");
        case "busy":
            return qsTr("太忙");
        case "refused":
            return qsTr("拒收");
        case "dead":
            return qsTr("没应答");
        }
        return fault;
    }

    Layout.fillHeight: false
    Layout.fillWidth: true
    spacing: Math.round(DockSize.gap * 0.8)

    DockHead {
        Layout.minimumHeight: DockSize.low
        bad: device.fault !== ""
        drawing: device.kind === "reader" ? "card" : device.kind === "printer" ? "print" : "phone"
        name: device.kind === "reader" ? qsTr("读卡器") : device.kind === "printer" ? qsTr("打印机") : qsTr("短信通道")
        objectName: "head_" + device.kind
        more: device.kind === "printer" && Dock.hasTray ? qsTr("出纸口有 %n 页", "", Dock.sheets) : ""

        DockButton {
            implicitHeight: DockSize.low
            objectName: "well_" + device.kind
            text: qsTr("修好")
            visible: device.fault !== ""

            onActivated: Dock.setFault(device.kind, "")
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Math.round(DockSize.gap * 0.8)

        Repeater {
            model: device.modelData.faults

            DockButton {
                required property string modelData

                bad: true
                chosen: device.fault === modelData
                implicitHeight: DockSize.low
                objectName: "fault_" + device.kind + "_" + modelData
                text: device.faultName(modelData)

                onActivated: Dock.setFault(device.kind, chosen ? "" : modelData)
            }
        }
    }
}
