// Paper to sign on with a finger; strokes are given in thousandths of its width and drawn whole at any size.
import QtQuick
import QtQuick.Layouts
import Kit
import Preview

Item {
    id: pad

    property var strokes: []
    readonly property real lowest: strokes.reduce((low, stroke) => stroke.reduce((under, point) => Math.max(under, point[1]), low), 0)
    // a pad that has become lower since shows all of the signature, smaller and in the middle
    readonly property real thousandth: (lowest - 1) * width <= 1000 * height ? width / 1000 : height / (lowest + 10)
    readonly property real indent: (width - 1000 * thousandth) / 2
    property var writing: []  // the stroke under the finger, in pixels

    signal written(var points)

    onStrokesChanged: drawAll()

    function place(x: real, y: real): void {
        const last = writing.length > 0 ? writing[writing.length - 1] : null;
        const inside = Qt.point(Math.max(0, Math.min(width, x)), Math.max(0, Math.min(height, y)));
        if (!last || Math.hypot(inside.x - last.x, inside.y - last.y) > Math.max(2, 4 * thousandth))
            writing = writing.concat([inside]);
        paper.requestPaint();
    }

    function drawAll(): void {
        paper.drawn = 0;
        paper.requestPaint();
    }

    function finish(): void {
        const points = writing.map(point => [Math.max(0, Math.min(1000, (point.x - indent) / thousandth)), point.y / thousandth]);
        writing = [];
        if (points.length > 0)
            written(points);
    }

    Layout.fillWidth: true
    implicitHeight: Math.max(2 * Theme.target + Theme.gap, Math.round(Theme.unit * (Theme.wide ? 215 : 320)))
    Accessible.role: Accessible.Canvas
    Accessible.name: qsTr("签名的地方")

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.card
    }
    Dashes {
        anchors.fill: parent
        color: Theme.blue
        radius: Theme.radius
        thickness: Theme.stroke + 1
    }
    Canvas {
        id: paper

        property int drawn: 0  // points of the stroke under the finger that are on the paper

        anchors.fill: parent
        renderStrategy: Canvas.Immediate
        onHeightChanged: pad.drawAll()
        onWidthChanged: pad.drawAll()
        onPaint: {
            const pen = getContext("2d");
            if (drawn === 0) {
                pen.reset();
                pad.strokes.forEach(stroke => draw(pen, stroke.map(point => Qt.point(pad.indent + point[0] * pad.thousandth, point[1] * pad.thousandth))));
            }
            draw(pen, pad.writing.slice(Math.max(0, drawn - 1)));
            drawn = pad.writing.length;
        }

        function draw(pen: var, points: var): void {
            if (points.length === 0)
                return;
            pen.lineCap = pen.lineJoin = "round";
            pen.lineWidth = Math.max(4, 9 * pad.thousandth);
            pen.strokeStyle = Theme.ink;
            pen.beginPath();
            pen.moveTo(points[0].x, points[0].y);
            points.forEach(point => pen.lineTo(point.x + 0.1, point.y));
            pen.stroke();
        }
    }
    Quiet {
        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width - 2 * Theme.pad
        y: Math.round(Math.max(Theme.pad, (parent.height - Theme.target - Theme.tight - height) / 2))
        visible: pad.strokes.length === 0 && pad.writing.length === 0
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("在框里用手指写您的名字")
    }
    MultiPointTouchArea {
        anchors.fill: parent
        maximumTouchPoints: 1

        onCanceled: {
            pad.writing = [];
            pad.drawAll();
        }
        onGestureStarted: gesture => gesture.grab()
        onPressed: points => pad.place(points[0].x, points[0].y)
        onReleased: pad.finish()
        onUpdated: points => pad.place(points[0].x, points[0].y)
    }
}
