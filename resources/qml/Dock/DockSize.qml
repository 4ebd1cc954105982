pragma Singleton
// The dock's own sizes: they follow its width and no setting of the kiosk's, which the citizen makes.
import QtQuick

QtObject {
    property real width: 420
    readonly property real unit: Math.max(0.25, width / 420)  // the window has no width at first
    readonly property int title: Math.round(unit * 28)
    readonly property int code: Math.round(unit * 46)
    readonly property int text: Math.round(unit * 19)
    readonly property int small: Math.round(unit * 16)
    readonly property int row: Math.round(unit * 56)
    readonly property int low: Math.round(unit * 44)
    readonly property int margin: Math.round(unit * 22)
    readonly property int pad: Math.round(unit * 16)
    readonly property int gap: Math.round(unit * 10)
    readonly property int radius: Math.round(unit * 14)
    readonly property int stroke: Math.max(1, Math.round(unit))
}
