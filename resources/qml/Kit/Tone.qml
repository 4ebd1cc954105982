// One set of colours; the values here are those of the standard contrast.
import QtQuick

QtObject {
    property color paper: "#F7F5F0"
    property color card: "#FFFFFF"
    property color ink: "#17263A"
    property color quiet: "#42505E"
    property color line: "#DCD8CE"   // around cards: decoration
    property color edge: "#7C8794"   // around what is filled in: 3 : 1 on its ground
    property color sunk: "#E4DFD4"   // under keys, what is still to come
    property color blue: "#0F4C81"
    property color overBlue: "#FFFFFF"
    property color blueSoft: "#E6EEF6"
    property color red: "#9C1C16"
    property color redSoft: "#FDF1EF"
    property color green: "#0F5A37"
    property color greenSoft: "#E5F3EB"
    property color amber: "#724200"
    property color amberSoft: "#FFF3DC"
    property color disabled: "#C9D0D9"
    property color overDisabled: "#58677A"
    property color focus: "#B45309"
    property real shadow: 1          // how much of a raised card's shadow shows
}
