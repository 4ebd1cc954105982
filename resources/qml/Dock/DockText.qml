// Text on the dock.
import QtQuick
import QtQuick.Layouts
import Kit

Line {
    Layout.fillWidth: true
    font.pixelSize: DockSize.text
}
