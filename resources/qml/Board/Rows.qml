pragma Singleton
// Which keys lie where on each board. A row is words: a key, "@" an act, "_" a gap;
// ":n" makes it n columns wide, "/n" n rows high, "^n" lets it begin n rows lower.
// A row fills eleven columns.
import QtQuick
import Zhaoban

QtObject {
    id: rows

    readonly property var letterRows: ["q w e r t y u i o p @erase", "_:0.5 a s d f g h j k l @hide:1.5"]
    readonly property var boards: ({
            pinyin: letterRows.concat(["@ways @hand z x c v b n m ' @symbols"]),
            parts: letterRows.concat(["@ways @hand z x c v b n m ' @symbols"]),
            nine: [
                "@ways:1.8 1:2.4 2:2.5 3:2.5 @erase:1.8",
                "@hand:1.8 4:2.4 5:2.5 6:2.5 @symbols:1.8",
                "@strokes:1.8 7:2.4 8:2.5 9:2.5 @hide:1.8"
            ],
            strokes: [
                "@ways:1.8 h:2.4/1.5 s:2.5/1.5 p:2.5/1.5 @erase:1.8",
                "@hand:1.8 n:2.4/1.5^0.5 z:2.5/1.5^0.5 @clear:2.5/1.5^0.5 @symbols:1.8",
                "@parts:1.8 _:7.4 @hide:1.8"
            ],
            code: [
                "_:3 1 2 3 A B C @erase:2",
                "_:3 4 5 6 D E F @ways:2",
                "_:3 7 8 9 0 @clear:2 @hide:2"
            ],
            hand: [
                "_:7 @undo:2 @erase:2",
                "_:7 @rewrite:2 @symbols:2",
                "_:7 @ways:2 @hide:2"
            ],
            letters: letterRows.concat(["@capital z x c v b n m @space @symbols @chinese"]),
            latin: letterRows.concat(["@capital z x c v b n m @space:2 @symbols"]),
            capitals: ["1 2 3 4 5 6 7 8 9 0 @erase", "q w e r t y u i o p _", "_:0.5 a s d f g h j k l _:1.5", "_:1.5 z x c v b n m _ @hide:1.5"],
            symbols: [
                "1 2 3 4 5 6 7 8 9 0 @erase",
                "， 。 、 （ ） · - # / @letters @hide",
                "@back 号 幢 栋 单元 室 层 弄 路 村 组"
            ],
            marks: [
                "1 2 3 4 5 6 7 8 9 0 @erase",
                "@at . , : ; ? ! _ - + @hide",
                "@back:2 ( ) / \\ & # % * ="
            ],
            digits: ["1:3 2:3 3:3 @erase:2/2", "4:3 5:3 6:3 _:2", "7:3 8:3 9:3 @hide:2/2", "_:3 0:3 _:5"],
            identity: ["1:3 2:3 3:3 @erase:2/2", "4:3 5:3 6:3 _:2", "7:3 8:3 9:3 @hide:2/2", "X:3 0:3 _:5"],
            door: ["1:3 2:3 3:3 @erase:2/2", "4:3 5:3 6:3 _:2", "7:3 8:3 9:3 @hide:2/2", "@doors:3 0:3 -:3 _:2"],
            doors: [
                "A B C D E F G H J K @erase",
                "甲 乙 丙 丁 东 南 西 北 中 上 @hide",
                "@back:2 号 座 幢 栋 单元 层 室 商铺 @chinese"
            ],
            number: ["1:3 2:3 3:3 @erase:2/2", "4:3 5:3 6:3 _:2", "7:3 8:3 9:3 @hide:2/2", ".:3 0:3 _:5"]
        })

    // The table of a board in a field of a kind.
    function named(board: string, kind: string): string {
        if (board === "digits")
            return ["identity", "number", "door"].includes(kind) ? kind : "digits";
        if (kind === "door")
            return board;
        if (board === "letters" && kind !== "chinese")
            return kind === "capitals" ? "capitals" : "latin";
        return board === "symbols" && kind !== "chinese" ? "marks" : board;
    }

    function count(board: string, kind: string): int {
        return board === "ways" ? 3 : boards[named(board, kind)].length;
    }

    // Its keys: word, x and width in columns, y and height in rows.
    function keys(board: string, kind: string): var {
        const ways = ["pinyin", "nine", "strokes", "parts", "hand", "letters", "symbols", "code"].filter(way => way !== "hand" || Composer.hasHandwriting);
        if (board === "ways")
            return ways.map((way, n) => ({ board: board, word: "@way_" + way, x: n % 4 * 2.75, w: 2.75, y: Math.floor(n / 4) * 1.5, h: 1.5 }));
        const found = [];
        const insteadOfHand = board === "nine" || board === "strokes" ? "@letters" : "@strokes";
        boards[named(board, kind)].forEach((row, y) => {
            let x = 0;
            for (const part of row.split(" ")) {
                const [, word, wide, high, lower] = part.match(/^(.+?)(?::([\d.]+))?(?:\/([\d.]+))?(?:\^([\d.]+))?$/);
                const w = Number(wide ?? 1);
                if (word !== "_")
                    found.push({ board: board, word: word === "@hand" && !Composer.hasHandwriting ? insteadOfHand : word, x: x, w: w, y: y + Number(lower ?? 0), h: Number(high ?? 1) });
                x += w;
            }
        });
        return found;
    }
}
