// Where one character is written with a finger; it is looked up when the finger rests.
import QtQuick
import Zhaoban
import Kit

Rectangle {
    id: pad

    property var strokes: []  // each x, y, x, y … in pixels
    readonly property int count: strokes.length

    function undo(): void {
        strokes = strokes.slice(0, -1);
        show();
    }
    function rewrite(): void {
        strokes = [];
        show();
    }
    function show(): void {
        rest.stop();
        ink.requestPaint();
        Composer.write(strokes);
    }

    border.color: Theme.edge
    border.width: Theme.stroke
    clip: true
    color: Theme.card
    radius: Measures.radius
    Accessible.name: qsTr("手写区")
    Accessible.role: Accessible.Canvas

    onVisibleChanged: strokes = []

    Connections {
        target: Composer

        function onCommitted() {
            if (pad.count > 0)
                pad.rewrite();
        }
        function onWiped() {
            pad.strokes = [];
            ink.requestPaint();
        }
    }
    // The cross that helps to place the parts.
    Rectangle {
        anchors.centerIn: parent
        color: Theme.line
        height: parent.height - 2 * Measures.gap
        opacity: 0.6
        width: Theme.stroke
    }
    Rectangle {
        anchors.centerIn: parent
        color: Theme.line
        height: Theme.stroke
        opacity: 0.6
        width: parent.width - 2 * Measures.gap
    }
    Text {
        Accessible.ignored: true
        anchors.centerIn: parent
        color: Theme.quiet
        font.family: Theme.sans
        font.pixelSize: Measures.label
        horizontalAlignment: Text.AlignHCenter
        objectName: "padHint"
        padding: Measures.gap
        text: qsTr("在这里写，一次一个字")
        visible: pad.count === 0 && !finger.drawing
        width: Math.min(implicitWidth, parent.width)
        wrapMode: Text.Wrap

        Rectangle {
            anchors.fill: parent
            color: Theme.card
            z: -1
        }
    }
    Canvas {
        id: ink

        anchors.fill: parent
        renderStrategy: Canvas.Immediate

        onPaint: {
            const pen = getContext("2d");
            pen.reset();
            pen.lineCap = pen.lineJoin = "round";
            pen.lineWidth = Math.max(6, pad.height * 0.026);
            pen.strokeStyle = pen.fillStyle = Theme.ink;
            for (const line of pad.strokes.concat(finger.drawing ? [finger.line] : [])) {
                pen.beginPath();
                pen.moveTo(line[0], line[1]);
                for (let i = 2; i < line.length; i += 2)
                    pen.lineTo(line[i], line[i + 1]);
                if (line.length === 2)
                    pen.lineTo(line[0] + 1, line[1]);
                pen.stroke();
            }
        }
    }
    MultiPointTouchArea {
        id: finger

        property bool drawing: false
        property var line: []

        anchors.fill: parent
        maximumTouchPoints: 1

        onPressed: points => {
            rest.stop();
            line = [points[0].x, points[0].y];
            drawing = true;
            ink.requestPaint();
        }
        onUpdated: points => {
            const x = Math.max(0, Math.min(pad.width, points[0].x));
            const y = Math.max(0, Math.min(pad.height, points[0].y));
            line.push(x, y);
            ink.requestPaint();
        }
        onReleased: {
            drawing = false;
            pad.strokes = pad.strokes.concat([line]);
            ink.requestPaint();
            rest.restart();
        }
        onCanceled: {
            drawing = false;
            ink.requestPaint();
        }
    }
    Timer {
        id: rest

        interval: 300

        onTriggered: pad.show()
    }
}
