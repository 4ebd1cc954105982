"""Build resources/reference/hanzi/look_alike.tsv: classes of hanzi that look alike.

Usage: build_look_alike.py SOURCE_DIR REFERENCE_DIR VERSION

SOURCE_DIR holds moji.db (npm @mandel59/mojidata: BabelStone's description sequences, free of
copyright, and Unihan's kFourCornerCode, kRSUnicode and kSpoofingVariant, Unicode-3.0),
stroke.dict.yaml (Debian rime-data-stroke, LGPL-3) and chaizi-jt.txt (kfcd/chaizi, CC BY 3.0).
The same input gives the same bytes. Two characters are alike when

- they have the same component at the same place and it makes up at least half of the strokes of
  each, three quarters where it is the radical of both, or one of them is that component; or
- they share a component, wherever it stands, that makes up more of each; or
- their strokes, written in order, differ by one at the most and their four-corner codes agree in
  three corners, or by two of eight or more and agree in all four; or
- they are the same but for one component, and these two are alike in the second way or stand in
  ``PARTS``; or
- Unihan calls one the other's spoofing variant, or they stand in ``BY_EYE``.
"""

import argparse
import itertools
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from input_shapes import Strokes, Tree, parse, read_sequences, read_strokes

HALF = 0.5
ANYWHERE = 0.54
MOST = 0.6  # of a character that looks like its own component
OF_A_RADICAL = 0.75
RADICAL_FORMS = dict(
    zip(
        "灬钅飠饣糹纟扌犭礻衤氵忄亻刂讠⻊王月罒牜车马鱼鸟门页贝见齿龙风韦辶艹⺮⻗阝攵𧾷𥫗𩙿𤣩镸",
        "火金食食糸糸手犬示衣水心人刀言足玉肉网牛車馬魚鳥門頁貝見齒龍風韋辵艸竹雨阜攴足竹食玉長",
        strict=True,
    )
)
PARTS = (
    "木扌", "木禾", "禾耒", "氵冫", "日目", "日曰", "礻衤", "亻彳", "口囗", "冖宀", "艹⺮", "广厂",
    "广疒", "辶廴", "月目", "月日", "贝见", "攵夂", "夂又", "王土", "土士", "扌犭", "讠氵", "氵忄",
    "巾忄", "日口", "己已巳", "刂阝", "阝卩", "木米", "戈弋", "人入", "未末", "皿血", "穴宀",
    "大太犬", "千干", "攵欠", "亠宀", "牜扌", "大夫", "天夭", "今令", "田由甲", "白日自", "鸟乌",
    "酉西", "矢失", "力刀刁",
)  # fmt: skip
"""Components taken for each other; own work, unconfirmed."""
BY_EYE = (
    "己已巳", "未末", "土士", "日曰", "人入八", "戊戌戍", "大太犬", "天夭", "干千于", "夫失", "矢失",
    "王玉壬主", "田由甲申", "治冶", "微徽", "拔拨", "折拆", "析祈", "候侯", "崇祟", "茶荼", "赢嬴羸",
    "毋母", "乌鸟", "兔免", "贝见", "刀刁", "盲肓", "要耍", "宜宣", "幸辛", "延廷", "汆氽", "白百自",
    "目且", "休体", "木本术", "牛午", "今令", "爪瓜", "宇字", "间问", "住往", "厂广", "币巿市", "孟盂",
    "肆肄", "沽沾", "蛇坨", "城域", "撒撤", "井并", "猜猬", "筒简", "冒胃", "患愚", "殷般", "歇歌",
    "遗遣", "敬散", "栅棚", "遭遵", "味咪", "杜社", "洞涧", "唐庸", "威戚", "咸戚", "昔音", "围囤",
    "莫奠", "盾眉", "肴看", "看着", "颠颤", "亿忆", "拣栋", "品晶", "康庸", "截戴", "载截", "而面",
    "捣搞", "素紊", "廊廓", "彰影", "景影", "梭棱", "戒或", "成戒", "事辜", "仅仪", "掘握", "例倒",
    "恳悬", "钟种", "复夏", "肩眉", "贩叛", "怠息", "贯贵", "闺闽", "村衬", "酪酷", "荫萌", "请诸",
    "课谍", "顺顾", "量星", "曹曾", "末朱", "央夹", "雅稚", "淅浙", "竟竞", "亨享", "哀衷", "粱梁",
    "券卷", "崔雀", "汩汨", "祗祇", "炙灸", "盛晟", "帛泉", "秦泰", "奉秦", "春舂", "昌冒", "日目",
    "七匕", "九丸", "儿几", "刃刀", "子孑", "万方", "勿匆", "户卢", "仓仑", "龙尤", "司可", "石右",
    "左在", "令冷", "北比", "百白", "舟丹", "丹舟", "斗头", "禾木", "历厉", "园圆", "生主", "风凤", "凤夙",
)  # fmt: skip
"""Groups that no component or stroke tells; by eye, own work, unconfirmed."""


class Shapes:
    """What the sources say of the standard characters."""

    def __init__(self, source: Path, wanted: str) -> None:
        self.wanted = wanted
        sequences = read_sequences(source / "moji.db")
        self._strokes = Strokes(read_strokes(source / "stroke.dict.yaml"), sequences)
        self._trees: dict[str, tuple[str, tuple[Tree, ...]]] = {}
        folk = _folk_parts(source / "chaizi-jt.txt")
        for character in wanted:
            for sequence in sequences.get(character, ()):
                tree = parse(sequence)
                if tree is not None and not isinstance(tree, str):
                    self._trees[character] = tree
                    break
            else:
                if character in folk:
                    self._trees[character] = ("?", folk[character])
        with sqlite3.connect(f"file:{source / 'moji.db'}?mode=ro", uri=True) as base:
            self.corners = _values(base, "unihan_kFourCornerCode")
            self.radicals = {
                character: unicodedata.normalize("NFKC", chr(0x2EFF + _radical_number(value)))
                for character, value in _values(base, "unihan_kRSUnicode").items()
            }
            self.spoofs = {
                frozenset((one, other[:1]))
                for one, other in base.execute(
                    "SELECT UCS, value FROM unihan_each_kSpoofingVariant"
                )
            }

    def tree(self, character: str) -> tuple[str, tuple[Tree, ...]] | None:
        """Operator and parts of the first description, None for what cannot be taken apart."""
        return self._trees.get(character)

    def strokes(self, part: Tree) -> str:
        """The strokes in the order of writing, "" when unknown."""
        if isinstance(part, str):
            return self._strokes.of(part) or ""
        return "".join(self.strokes(one) for one in part[1])

    def is_radical(self, part: Tree, character: str) -> bool:
        """Whether the part is the character's radical."""
        own = self.radicals.get(character, "")
        return isinstance(part, str) and own in {part, RADICAL_FORMS.get(part, part)}

    def same_corners(self, one: str, other: str) -> int:
        """In how many of four corners the codes agree, by the best of each."""
        return max(
            (
                sum(a == b for a, b in zip(mine[:4], theirs[:4], strict=False))
                for mine in self.corners.get(one, "").split()
                for theirs in self.corners.get(other, "").split()
            ),
            default=0,
        )


def _folk_parts(path: Path) -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: tuple(row[1].split()) for row in rows if len(row) > 1 and " " in row[1]}


def _values(base: sqlite3.Connection, table: str) -> dict[str, str]:
    return dict(base.execute(f'SELECT UCS, value FROM "{table}"'))  # noqa: S608 (own constants)


def _radical_number(value: str) -> int:
    return int(value.partition(".")[0].rstrip("'"))


def distance(one: str, other: str) -> int:
    """How many strokes must be put in, left out or changed."""
    before = list(range(len(other) + 1))
    for row, mine in enumerate(one, 1):
        line = [row]
        for column, theirs in enumerate(other, 1):
            changed = before[column - 1] + (mine != theirs)
            line.append(min(before[column] + 1, line[-1] + 1, changed))
        before = line
    return before[-1]


def by_component(shapes: Shapes) -> dict[str, str]:
    """Class name -> characters with the same large component at the same place."""
    found: dict[str, set[str]] = defaultdict(set)
    for character in shapes.wanted:
        tree = shapes.tree(character)
        size = len(shapes.strokes(character))
        if tree is None or not size:
            continue
        operator, parts = tree
        for place, part in enumerate(parts):
            share = len(shapes.strokes(part)) / size
            least = OF_A_RADICAL if shapes.is_radical(part, character) else HALF
            if share >= least and len(shapes.strokes(part)) > 2:
                name = f"{operator}{place}{_spelled(part)}"
                found[name].add(character)
                if share >= ANYWHERE:
                    found[f"~{_spelled(part)}"].add(character)
                if share >= max(MOST, least) and isinstance(part, str) and part in shapes.wanted:
                    found[f"{name}+{character}"] |= {part, character}
        if len(parts) == 3:
            for place, part in enumerate(parts):
                if 1 - len(shapes.strokes(part)) / size >= HALF:
                    others = "".join(_spelled(p) for n, p in enumerate(parts) if n != place)
                    found[f"{operator}-{place}{others}"].add(character)
    return {name: "".join(sorted(group)) for name, group in found.items() if len(group) > 1}


def _spelled(part: Tree) -> str:
    return part if isinstance(part, str) else part[0] + "".join(_spelled(p) for p in part[1])


def by_strokes(shapes: Shapes) -> Iterator[tuple[str, str]]:
    """Pairs whose strokes and corners are nearly the same."""
    buckets: dict[str, set[str]] = defaultdict(set)
    for character in shapes.wanted:
        code = shapes.strokes(character)
        for shortened in _without_two(code):
            buckets[shortened].add(character)
    pairs = {
        pair
        for group in buckets.values()
        if len(group) < 400
        for pair in itertools.combinations(sorted(group), 2)
    }
    for one, other in sorted(pairs):
        mine, theirs = shapes.strokes(one), shapes.strokes(other)
        apart, corners = distance(mine, theirs), shapes.same_corners(one, other)
        long = max(len(mine), len(theirs)) >= 8
        if (apart <= 1 and corners >= 3) or (apart == 2 and long and corners == 4):
            yield one, other


def _without_two(code: str) -> set[str]:
    """The code, and all that is left when one stroke is taken out, or two of a long one."""
    once = {code[:n] + code[n + 1 :] for n in range(len(code))}
    if len(code) < 7:
        return {code} | once
    return {code} | once | {less[:n] + less[n + 1 :] for less in once for n in range(len(less))}


def by_one_part(shapes: Shapes, alike: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs that are the same but for one component, and these two are alike."""
    same: set[frozenset[str]] = {frozenset(pair) for pair in alike}
    for group in PARTS:
        same |= {frozenset(pair) for pair in itertools.combinations(group, 2)}
    holes: dict[tuple[str, tuple[Tree | None, ...]], list[tuple[str, str]]] = defaultdict(list)
    for character in shapes.wanted:
        tree = shapes.tree(character)
        if tree is None:
            continue
        operator, parts = tree
        for place, part in enumerate(parts):
            if isinstance(part, str):
                rest = (*parts[:place], None, *parts[place + 1 :])
                holes[operator, rest].append((part, character))
    for group in holes.values():
        for (part, one), (other_part, other) in itertools.combinations(group, 2):
            if frozenset((part, other_part)) in same:
                yield one, other


def classes_of(shapes: Shapes) -> dict[str, str]:
    """All classes; one that lies within another is left out."""
    classes = by_component(shapes)
    strokes = list(by_strokes(shapes))
    wanted = set(shapes.wanted)
    for one, other in [*strokes, *by_one_part(shapes, strokes)]:
        classes[f"={one}{other}"] = "".join(sorted((one, other)))
    for group in [*BY_EYE, *map("".join, (sorted(pair) for pair in shapes.spoofs))]:
        if len(kept := "".join(sorted(set(group) & wanted))) > 1:
            classes[f"={kept}"] = kept
    members: dict[str, set[str]] = defaultdict(set)
    for name, group in classes.items():
        for character in group:
            members[character].add(name)
    unique: dict[str, str] = {}
    for name, group in sorted(classes.items()):
        around = set.intersection(*(members[character] for character in group))
        larger = any(len(classes[other]) > len(group) for other in around)
        if not larger and group not in unique:
            unique[group] = name
    return {name: group for group, name in unique.items()}


def main() -> None:
    """Read, build and write the table."""
    parser = argparse.ArgumentParser(description="Build the table of look-alike hanzi.")
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("version")
    given = parser.parse_args()
    hanzi = given.reference / "hanzi"
    wanted = "".join((hanzi / "characters.txt").read_text(encoding="utf-8").split())
    classes = classes_of(Shapes(given.source, wanted))
    rows = [f"{name}\t{group}" for name, group in sorted(classes.items())]
    text = "\n".join(["class\tmembers", f"version\t{given.version}", *rows]) + "\n"
    (hanzi / "look_alike.tsv").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
