// A drawing of resources/icons in any colour; a picture only, its neighbour says what it means.
import QtQuick
import QtQuick.Controls.impl as Drawn

Drawn.IconImage {
    property real size: Theme.h3

    width: size
    height: size
    sourceSize: Qt.size(size, size)
    source: name ? Qt.resolvedUrl("../../icons/" + name + ".svg") : ""
    color: Theme.ink
    Accessible.ignored: true
}
