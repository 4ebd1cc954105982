// Text as the theme writes it; the base of Heading, Words and Quiet.
import QtQuick
import QtQuick.Layouts

Text {
    // No character stands alone in a last line of Chinese: those before it keep it company.
    function even(): void {
        const em = font.pixelSize;
        const fits = Math.floor(width / em) * em;
        const natural = implicitWidth - rightPadding;
        const rows = fits > 8 * em ? Math.ceil(natural / fits) : 1;
        const tail = natural - (rows - 1) * fits;
        const lonely = rows > 1 && tail < 3 * em && horizontalAlignment === Text.AlignLeft && /[\u3000-\u9fff\uff00-\uffef]$/.test(text);
        rightPadding = lonely ? Math.ceil((3 * em - tail) / (rows - 1) / em) * em : 0;
    }

    Layout.fillWidth: true
    onImplicitWidthChanged: if (width > 0 && (rightPadding > 0 || implicitWidth > width)) Qt.callLater(even)
    onWidthChanged: if (width > 0 && (rightPadding > 0 || implicitWidth > width)) Qt.callLater(even)
    color: Theme.ink
    font.family: Theme.sans
    font.pixelSize: Theme.body
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
