pragma Singleton
// What stands on the keys and what they are called, in the language of the screen.
import QtQuick
import Zhaoban

QtObject {
    id: names

    readonly property var acts: ({
            erase: qsTr("删除"),
            hide: qsTr("收起"),
            ways: qsTr("输入法"),
            hand: qsTr("手写"),
            strokes: qsTr("笔画"),
            parts: qsTr("拆字"),
            letters: qsTr("英文"),
            chinese: qsTr("中文"),
            symbols: qsTr("123"),
            back: qsTr("返回"),
            space: qsTr("空格"),
            clear: qsTr("清空"),
            undo: qsTr("退一笔"),
            rewrite: qsTr("重写"),
            capital: qsTr("大写"),
            doors: qsTr("字母 甲乙"),
            at: "@"
        })
    readonly property var ways: ({
            pinyin: [qsTr("拼音"), qsTr("打声母也行")],
            nine: [qsTr("九键"), qsTr("大键拼音")],
            strokes: [qsTr("笔画"), qsTr("横竖撇点折")],
            parts: [qsTr("拆字"), qsTr("念得出偏旁")],
            hand: [qsTr("手写"), qsTr("用手指写")],
            letters: [qsTr("英文"), qsTr("字母")],
            symbols: [qsTr("数字符号"), qsTr("号 栋 单元")],
            code: [qsTr("编码"), qsTr("别的都打不出")]
        })
    // What to do on each board, while nothing is typed.
    readonly property var hints: ({
            pinyin: qsTr("打拼音，只打声母也行"),
            nine: qsTr("按拼音所在的键，一个字母按一下"),
            strokes: qsTr("按写字的顺序点笔画"),
            parts: qsTr("打各个偏旁的拼音，用 ' 隔开：木、木 打 mu'mu"),
            hand: qsTr("写完停一下，字就出来了"),
            code: qsTr("打字的编码，如 5F20 是张"),
            ways: qsTr("选一种打字方式"),
            letters: qsTr("打英文字母"),
            symbols: qsTr("数字、标点和门牌常用字"),
            digits: qsTr("打数字"),
            door: qsTr("打数字；有字母、甲乙的，按左下角"),
            doors: qsTr("字母和门牌常用字，别的字按“中文”"),
            identity: qsTr("末位是 X 的，请按 X"),
            capitals: qsTr("打数字和大写字母，横线不用打")
        })
    readonly property var strokes: ({ h: ["一", qsTr("横")], s: ["丨", qsTr("竖")], p: ["丿", qsTr("撇")], n: ["丶", qsTr("点捺")], z: ["乛", qsTr("折")] })
    readonly property var nine: ({ "1": qsTr("分隔"), "2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ" })

    function isAct(word: string): bool {
        return word.length > 1 && word[0] === "@";
    }

    // What to do on a board in a field of a kind.
    function hint(board: string, kind: string): string {
        const own = (board === "digits" || board === "letters") && ["identity", "door", "capitals"].includes(kind);
        return hints[own ? kind : board];
    }

    // The large text of a key.
    function text(word: string, board: string): string {
        if (word.startsWith("@way_"))
            return ways[word.slice(5)][0];
        if (isAct(word))
            return acts[word.slice(1)];
        if (board === "strokes")
            return strokes[word][0];
        if (board === "nine")
            return nine[word];
        return word === "'" ? qsTr("分隔") : Composer.capital ? word.toUpperCase() : word;
    }

    // The small text below it.
    function under(word: string, board: string): string {
        if (word.startsWith("@way_"))
            return ways[word.slice(5)][1];
        if (board === "strokes" && !isAct(word))
            return strokes[word][1];
        return board === "nine" && !isAct(word) && word !== "1" ? word : "";
    }

    // What a screen reader says.
    function spoken(word: string, board: string): string {
        return [text(word, board), under(word, board)].filter(part => part).join(" ");
    }
}
