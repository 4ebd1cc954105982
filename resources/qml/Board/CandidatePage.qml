// All candidates in a grid over the keys, page by page.
pragma ComponentBehavior: Bound
import QtQuick
import Zhaoban
import Kit

Rectangle {
    id: page

    readonly property var words: visible ? Composer.candidates : []
    property int first: 0
    readonly property real side: Math.round(Measures.column * 2 - Measures.gap)
    readonly property real room: width - side - Theme.gap
    readonly property int lines: Math.max(1, Math.floor((height + Theme.gap) / (Theme.target + Theme.gap)))
    readonly property real line: (height + Theme.gap) / lines
    readonly property var shown: {
        const found = [];
        let x = 0;
        let y = 0;
        for (let n = first; n < words.length; n++) {
            const wide = Math.min(room, Math.max(Theme.target, Math.ceil(metrics.advanceWidth(words[n].text)) + 3 * Measures.gap));
            if (x > 0 && x + wide > room) {
                x = 0;
                y += 1;
            }
            if (y === lines)
                break;
            found.push({ text: words[n].text, note: words[n].note, x: x, y: y, wide: wide, place: n });
            x += wide + Theme.gap;
        }
        return found;
    }
    property var before: []  // where the pages before this one begin

    color: Theme.sunk
    Accessible.name: qsTr("候选字")
    Accessible.role: Accessible.List

    onVisibleChanged: restart()
    onWordsChanged: restart()

    function restart(): void {
        first = 0;
        before = [];
    }
    function ahead(): void {
        before = before.concat([first]);
        first += shown.length;
    }
    function back(): void {
        first = before[before.length - 1];
        before = before.slice(0, -1);
    }

    FontMetrics {
        id: metrics

        font.bold: true
        font.family: Theme.sans
        font.pixelSize: Measures.word
    }
    // Swallows touches between the words, or the keys below would take them.
    MultiPointTouchArea {
        anchors.fill: parent
    }
    Repeater {
        model: page.shown

        CandidateCell {
            required property var modelData

            height: page.line - Theme.gap
            isFirst: modelData.place === 0
            note: modelData.note
            objectName: "all_" + modelData.place
            raised: true
            text: modelData.text
            width: modelData.wide
            x: modelData.x
            y: modelData.y * page.line

            onClicked: Composer.pick(modelData.place)
        }
    }
    Column {
        anchors.right: parent.right
        spacing: Theme.gap

        Repeater {
            model: [qsTr("上一页"), qsTr("下一页")]

            CandidateCell {
                required property int index
                required property string modelData

                enabled: index === 0 ? page.before.length > 0 : page.first + page.shown.length < page.words.length
                height: (page.height - Theme.gap) / 2
                objectName: index === 0 ? "page_back" : "page_ahead"
                raised: true
                text: modelData
                turns: true
                width: page.side

                onClicked: index === 0 ? page.back() : page.ahead()
            }
        }
    }
}
