// What is typed and what can be chosen for it, in one row; a touch on "more" opens the whole page.
pragma ComponentBehavior: Bound
import QtQuick
import Zhaoban
import Kit

Item {
    id: bar

    property PageFrame page: null  // whose next stands here while the board covers it
    readonly property bool leads: page !== null && page.bare && page.activeFocus && page.nextVisible && words.length === 0 && !Composer.composing
    property bool open: false  // whether the page with all candidates lies over the keys
    readonly property var words: Composer.candidates
    readonly property bool numbered: Composer.byKeyboard
    property int first: 0
    readonly property bool hasMore: words.length > shown.length || first > 0
    readonly property real room: width - typed.room - more.wanted - Theme.gap
    // How many stand in the bar from the first on: whole ones only.
    readonly property var shown: {
        const found = [];
        if (!metrics.font)  // never so: read to be measured anew with another size of letters
            return found;
        let x = 0;
        for (let n = first; n < words.length; n++) {
            const wide = bar.wide(words[n].text);
            if (x + wide > room && found.length > 0)
                break;
            found.push({ text: words[n].text, note: words[n].note, x: x, wide: Math.min(wide, room), place: n });
            x += wide + Theme.gap;
        }
        return found;
    }

    function wide(text: string): real {
        return Math.max(Theme.target, Math.ceil(metrics.advanceWidth(text)) + 2 * Measures.gap);
    }
    function turn(pages: int): void {
        if (pages > 0 && first + shown.length < words.length)
            first += shown.length;
        else if (pages < 0)
            first = Math.max(0, first - Math.max(1, shown.length));
        Composer.see(first);
    }

    implicitHeight: Measures.barHeight
    Accessible.name: qsTr("候选字")
    Accessible.role: Accessible.List

    onWordsChanged: {
        first = 0;
        if (words.length === 0)
            open = false;
        else
            Accessible.announce(words.slice(0, 3).map(one => one.text).join("，"));
    }

    Connections {
        target: Composer

        function onPaged(pages: int) {
            bar.turn(pages);
        }
    }
    FontMetrics {
        id: metrics

        font.bold: true
        font.family: Theme.sans
        font.pixelSize: Measures.word
    }
    Text {
        id: typed

        readonly property real room: text ? width + 3 * Measures.gap : 0

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.ink
        elide: Text.ElideLeft
        font.family: Theme.sans
        font.pixelSize: Math.round(Measures.word * 0.9)
        objectName: "typed"
        text: Composer.shown
        width: Math.min(implicitWidth, bar.width * 0.3)
        x: Measures.gap
        Accessible.name: text
        Accessible.role: Accessible.StaticText
    }
    Text {
        anchors.fill: parent
        anchors.leftMargin: Measures.gap
        anchors.rightMargin: Measures.gap + (bar.leads ? onward.width + Theme.gap : 0)
        color: Theme.ink
        font.family: Theme.sans
        font.pixelSize: Measures.label
        fontSizeMode: Text.Fit
        minimumPixelSize: Measures.least
        objectName: "hint"
        text: bar.words.length > 0 || typed.text ? "" : Names.hint(Composer.board, Composer.kind)
        verticalAlignment: Text.AlignVCenter
        visible: text !== ""
        wrapMode: Text.Wrap
        Accessible.name: text
        Accessible.role: Accessible.StaticText
    }
    Text {
        anchors.left: typed.right
        anchors.leftMargin: 2 * Measures.gap
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.ink
        elide: Text.ElideRight
        font.family: Theme.sans
        font.pixelSize: Measures.label
        text: qsTr("没有这样的字，请删除几个再试")
        visible: Composer.composing && bar.words.length === 0 && Composer.board !== "code"
        Accessible.name: text
        Accessible.role: Accessible.StaticText
    }
    Repeater {
        model: bar.shown

        CandidateCell {
            id: one

            required property int index
            required property var modelData

            height: bar.height
            isFirst: modelData.place === 0
            note: modelData.note
            number: bar.numbered && index < 9 ? index + 1 : 0
            objectName: "candidate_" + modelData.place
            raised: isFirst
            text: modelData.text
            width: modelData.wide
            x: typed.room + modelData.x

            onClicked: Composer.pick(modelData.place)
        }
    }
    CandidateCell {
        id: more

        readonly property real wanted: Math.max(Theme.key, Math.round(Measures.column * 1.5) - Measures.gap)

        anchors.right: parent.right
        height: bar.height
        objectName: "more"
        raised: true
        text: bar.open ? qsTr("收拢") : qsTr("更多")
        turns: true
        visible: bar.hasMore
        width: wanted
        Accessible.name: text

        onClicked: bar.open = !bar.open
    }
    ActionButton {
        id: onward

        anchors.right: parent.right
        busy: bar.page !== null && bar.page.busy
        enabled: bar.page !== null && bar.page.nextEnabled
        focusPolicy: Qt.NoFocus  // who writes goes on writing until it is touched
        height: bar.height
        objectName: "onward"
        text: bar.page !== null ? bar.page.nextText : ""
        visible: bar.leads
        width: Math.min(implicitWidth, bar.width * 0.6)

        onActivated: bar.page.next()
    }
}
