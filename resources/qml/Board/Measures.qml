pragma Singleton
// How large the board is: keys of at least 22 mm, 2 mm apart, eleven in a row where they fit.
import QtQuick
import Zhaoban
import Kit

QtObject {
    id: measures

    // Told by the keyboard.
    property real width: 0
    property var panel: null  // the keyboard within Qt's input panel

    readonly property int columns: 11
    readonly property int gap: Theme.mm(2)
    readonly property int keysWidth: columns * Theme.mm(22) + (columns - 1) * gap
    // The narrowest board; it may leave its column for this.
    readonly property int narrowest: keysWidth + 2 * gap
    readonly property int edge: Math.max(gap, Math.min(Math.round(Theme.unit * 24), Math.floor((width - keysWidth) / 2)))
    readonly property real column: (width - 2 * edge + gap) / columns

    readonly property int rows: Rows.count(Composer.board, Composer.kind)
    readonly property int rowHeight: Math.max(Theme.key, Theme.portrait ? Math.round(Theme.unit * 104) : 0)
    readonly property int row: rowHeight + gap
    readonly property int keysHeight: rows * row - gap + edge
    readonly property int barHeight: Math.max(Theme.key, Math.round(word * 1.6))
    readonly property int height: edge + barHeight + Theme.gap + keysHeight

    // Type: what is written on keys, and what can be chosen.
    readonly property int letter: Math.round(Math.min(Theme.h3 * 1.15, rowHeight * 0.46))
    readonly property int label: Math.round(Math.min(Theme.body, rowHeight * 0.36))
    readonly property int word: Math.round(Theme.h3 * 1.15)
    readonly property int least: Math.round(Theme.unit * 24)
    readonly property int small: Math.round(Math.max(least, Math.min(Theme.small, rowHeight * 0.26)))
    readonly property int radius: Math.round(Theme.unit * 16)
}
