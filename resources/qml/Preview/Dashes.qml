// A frame of dashes, painted once for its size: shapes would not keep to what clips them.
import QtQuick

Canvas {
    id: dashes

    property color color: "black"
    property real thickness: 2
    property real dash: 3     // of a dash and of a gap, in thicknesses
    property real radius: 0

    renderStrategy: Canvas.Immediate
    onColorChanged: requestPaint()
    onThicknessChanged: requestPaint()
    onPaint: {
        const pen = getContext("2d");
        const inset = thickness / 2;
        pen.reset();
        pen.strokeStyle = color;
        pen.lineWidth = thickness;
        pen.setLineDash([dash, dash]);
        pen.beginPath();
        pen.roundedRect(inset, inset, width - thickness, height - thickness, radius, radius);
        pen.stroke();
    }
}
