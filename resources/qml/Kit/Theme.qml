pragma Singleton
// Every colour, size and family of the interface; nothing else in QML says a number for these.
import QtQuick
import Zhaoban

QtObject {
    id: theme

    // The screen. Main tells it with fit(); the keyboard tells its height while it is open.
    property int width: 1080
    property int height: 1920
    property real keyboardHeight: 0

    function fit(wide: int, high: int): void {
        width = wide;
        height = high;
    }

    function mm(millimetres: real): int {
        return Math.round(millimetres / Look.mmPerPx);
    }

    readonly property bool care: Look.care
    readonly property bool portrait: height > width
    readonly property bool low: Look.reach && portrait
    readonly property real unit: Math.min(width, height) / 1080
    readonly property real scale: unit * Look.textSize
    // Room for a second column; and: so little height for this text that pages leave out what they can.
    readonly property bool wide: !portrait && width / scale >= 1180
    readonly property bool compact: height / Look.textSize < 800
    // Wheelchair reach: nothing to touch stands above this line of the screen.
    readonly property int reachTop: low ? Math.round(height * 0.4) : 0

    // Touch.
    readonly property int target: mm(care ? 30 : 20)
    readonly property int key: mm(care ? 30 : 22)
    readonly property int gap: mm(4)

    // Space.
    readonly property int margin: Math.round(unit * (portrait ? (Look.textSize >= 1.4 ? 52 : 64) : 48))
    readonly property int radius: Math.round(unit * 28)
    readonly property int pad: Math.round(unit * 32)
    readonly property int tight: Math.round(unit * 12)
    readonly property int stroke: Math.max(1, Math.round(unit * (tone === strong ? 3 : 2)))
    readonly property int ring: Math.max(3, Math.round(unit * 5))

    // The two columns of a landscape page, and where its keyboard goes.
    readonly property int columnGap: Math.round(unit * 52)
    readonly property int leftColumn: Math.round((width - 2 * margin - columnGap) * (width / scale < 1500 ? 0.58 : 0.62))
    readonly property int rightColumn: width - 2 * margin - columnGap - leftColumn
    readonly property bool keyboardBeside: wide && leftColumn >= 10 * mm(22) + 9 * mm(2)

    // Type, in pixels.
    readonly property string song: "Noto Serif SC"
    readonly property string sans: "Noto Sans SC"
    readonly property int h1: Math.round(unit * (portrait ? 104 : 76) * (1 + (Look.textSize - 1) * 0.5))
    readonly property int h2: Math.round(scale * (portrait ? 64 : 52))
    readonly property int h3: Math.round(scale * 36)
    readonly property int body: Math.round(scale * 32)
    readonly property int small: Math.round(scale * 26)

    // Motion, in milliseconds.
    readonly property int slide: Look.reducedMotion ? 0 : 180

    // Colours.
    readonly property Tone standard: Tone {
        blue: Look.accent || "#0F4C81"
        blueSoft: Look.softAccent || "#E6EEF6"
    }
    readonly property Tone strong: Tone {
        paper: "#FFFFFF"
        ink: "#000000"
        quiet: "#1F1F1F"
        line: "#000000"
        edge: "#000000"
        sunk: "#E4E4E4"
        blue: "#003B71"
        blueSoft: "#F2F8FF"
        red: "#7A0A05"
        redSoft: "#FFF6F5"
        green: "#00401F"
        greenSoft: "#EFFAF3"
        amber: "#4F2C00"
        amberSoft: "#FFF6E3"
        disabled: "#D4D8DD"
        overDisabled: "#5A6470"
        focus: "#B00060"
    }
    readonly property Tone dark: Tone {
        paper: "#10161E"
        card: "#18212B"
        ink: "#F6F3EC"
        quiet: "#D9DEE5"
        line: "#4A5663"
        edge: "#93A0AE"
        sunk: "#2B3744"
        blue: "#B4D8FC"
        overBlue: "#06192B"
        blueSoft: "#12202F"
        red: "#FFC2BA"
        redSoft: "#33181A"
        green: "#9BEABE"
        greenSoft: "#0C2818"
        amber: "#FFD58A"
        amberSoft: "#332508"
        disabled: "#3A444F"
        overDisabled: "#A3AEB9"
        focus: "#FFD24A"
        shadow: 0
    }
    readonly property Tone tone: Look.contrast === "dark" ? dark : (care || Look.contrast === "strong") ? strong : standard

    readonly property color paper: tone.paper
    readonly property color card: tone.card
    readonly property color ink: tone.ink
    readonly property color quiet: tone.quiet
    readonly property color line: tone.line
    readonly property color edge: tone.edge
    readonly property color sunk: tone.sunk
    readonly property color blue: tone.blue
    readonly property color blueSoft: tone.blueSoft
    readonly property color red: tone.red
    readonly property color redSoft: tone.redSoft
    readonly property color green: tone.green
    readonly property color greenSoft: tone.greenSoft
    readonly property color amber: tone.amber
    readonly property color amberSoft: tone.amberSoft
    readonly property color disabled: tone.disabled
    readonly property color focus: tone.focus
    readonly property color dim: "#99000000"  // over the page, under a sheet
    // QML takes a property of such a name for a signal's handler where it is given a value: hence aliases.
    readonly property QtObject letters: QtObject {
        id: letters

        readonly property color overBlue: theme.tone.overBlue
        readonly property color overDisabled: theme.tone.overDisabled
    }
    property alias onBlue: letters.overBlue
    property alias onDisabled: letters.overDisabled
    readonly property real shadow: tone.shadow
}
