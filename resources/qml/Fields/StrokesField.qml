// A place to write with the finger; each stroke is a list of points.
import QtQuick
import QtQuick.Layouts
import Kit

FieldBase {
    id: field

    readonly property var strokes: value ?? []

    FieldHead {
        help: field.row.help
        text: field.label
    }
    Rectangle {
        id: paper

        property var stroke: []

        Layout.fillWidth: true
        border.color: field.row.problem ? Theme.red : Theme.edge
        border.width: Theme.stroke
        color: Theme.card
        implicitHeight: Theme.mm(45)
        objectName: "paper_" + field.row.fieldId
        radius: Theme.radius

        Accessible.name: field.row.label
        Accessible.role: Accessible.Canvas

        Canvas {
            id: canvas

            readonly property var all: field.strokes.concat([paper.stroke])

            anchors.fill: parent
            renderStrategy: Canvas.Immediate
            onAllChanged: requestPaint()
            onPaint: {
                const pen = getContext("2d");
                pen.reset();
                pen.lineCap = pen.lineJoin = "round";
                pen.lineWidth = Theme.unit * 7;
                pen.strokeStyle = Theme.ink;
                for (const stroke of all) {
                    pen.beginPath();
                    stroke.forEach((point, at) => at === 0 ? pen.moveTo(point[0], point[1]) : pen.lineTo(point[0], point[1]));
                    pen.stroke();
                }
            }
        }
        MultiPointTouchArea {
            anchors.fill: parent
            maximumTouchPoints: 1
            mouseEnabled: true

            onCanceled: paper.stroke = []
            onPressed: points => paper.stroke = [[Math.round(points[0].x), Math.round(points[0].y)]]
            onReleased: {
                if (paper.stroke.length > 1)
                    field.answered(field.strokes.concat([paper.stroke]));
                paper.stroke = [];
                field.done("");
            }
            onUpdated: points => paper.stroke = paper.stroke.concat([[Math.round(points[0].x), Math.round(points[0].y)]])
        }
    }
    PlainButton {
        drawing: "erase"
        enabled: field.strokes.length > 0
        objectName: "again_" + field.row.fieldId
        text: qsTr("重写")

        onActivated: field.answered(null)
    }
    FieldProblem {
        text: field.row.problem
    }
}
