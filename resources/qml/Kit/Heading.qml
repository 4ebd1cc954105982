// A heading in Song: level 1 is a promise, 2 a page, 3 a part of it (in sans).
import QtQuick

Line {
    property int level: 2

    font.family: level === 3 ? Theme.sans : Theme.song
    font.pixelSize: level === 1 ? Theme.h1 : level === 2 ? Theme.h2 : Theme.h3
    font.bold: true
    lineHeight: level === 3 ? 1 : 0.92
    Accessible.role: Accessible.Heading
}
