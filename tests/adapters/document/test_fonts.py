"""The chain of fonts covers GB 18030 level 3 and says what it lacks."""

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFontFace

from kiosk.adapters.document.font_file import pack
from kiosk.adapters.document.fonts import FontBook, Role
from kiosk.adapters.document.outlines import OutlineFont
from kiosk.catalogue.documents import load_document
from kiosk.ports import SystemFault
from tests.adapters.document.samples import FORMS, RESOURCES

LEVEL_3 = (
    (0x4E00, 0x9FEF),
    (0x3400, 0x4DB5),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
COMPATIBILITY = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"


@pytest.fixture(scope="module")
def book():
    return FontBook(RESOURCES / "fonts", load_document(FORMS).fonts.model_dump())


def test_every_ideograph_of_gb_18030_level_3_has_a_glyph(book):
    level_3 = "".join(chr(c) for first, last in LEVEL_3 for c in range(first, last + 1))
    level_3 += COMPATIBILITY

    assert len(level_3) == 87_887
    assert book.missing(level_3) == ()


def test_no_level_3_glyph_is_an_empty_shape(book):
    files = {}
    for first, last in LEVEL_3:
        for code in range(first, last + 1):
            files.setdefault(book.glyph(Role.KAI, chr(code)).font, []).append(code)

    empty = []
    for name, codes in files.items():
        with TTFont(RESOURCES / "fonts" / f"{name}.ttf", lazy=True) as font:
            cmap, loca = font.getBestCmap(), font["loca"]
            glyphs = ((code, font.getGlyphID(cmap[code])) for code in codes)
            empty += [hex(code) for code, glyph in glyphs if loca[glyph] == loca[glyph + 1]]

    assert set(files) == {"LXGWWenKai-Regular", "NotoSerifSC-Regular", "HanaMinB"}
    assert empty == []


def test_each_role_prefers_its_own_font(book):
    assert book.glyph(Role.KAI, "店").font == "LXGWWenKai-Regular"
    assert book.glyph(Role.SONG, "店").font == "NotoSerifSC-Regular"
    assert book.glyph(Role.BOLD, "店").font == "NotoSerifSC-Bold"


def test_a_text_is_split_where_the_font_changes_and_stays_whole(book):
    text = "晨光𠀋里𫠝"
    runs = book.runs(Role.KAI, text)

    assert "".join(part for _, part in runs) == text
    assert len({font for font, _ in runs}) > 1


def test_the_rare_font_is_opened_only_when_a_text_needs_it():
    fresh = FontBook(RESOURCES / "fonts", load_document(FORMS).fonts.model_dump())
    fresh.warm()
    fresh.runs(Role.KAI, "昆山市晨光里早餐店𬎆")
    assert "HanaMinB.ttf" not in fresh._fonts

    fresh.runs(Role.KAI, "\U0002b000")
    assert "HanaMinB.ttf" in fresh._fonts


def test_missing_characters_are_named_once_in_order(papers):
    assert papers.missing_glyphs("晨\ue001光\U00032000\ue001里\t") == ("\ue001", "\U00032000", "\t")
    assert papers.missing_glyphs("昆山市\n晨光里") == ()


def test_drawing_a_character_without_glyph_is_refused_by_its_code_point(book):
    with pytest.raises(SystemFault, match=r"glyph_missing: U\+E001"):
        book.runs(Role.KAI, "晨\ue001")


def test_a_missing_font_file_is_named(tmp_path):
    empty = FontBook(tmp_path, {"song": ["a.ttf"], "bold": ["a.ttf"], "kai": ["a.ttf"]})
    with pytest.raises(SystemFault, match=r"font_missing: a\.ttf"):
        empty.warm()


@pytest.mark.parametrize("file", ["NotoSerifSC-Bold.ttf", "LXGWWenKai-Regular.ttf", "HanaMinB.ttf"])
def test_outlines_are_those_that_fonttools_reads(file):
    path = RESOURCES / "fonts" / file
    ours = OutlineFont(path)
    with TTFont(path, lazy=True) as font:
        glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
        scale = 1000 / font["head"].unitsPerEm
        for code in [*list(cmap)[60:4000:197], *(ord(c) for c in "E§é龘¨´" if ord(c) in cmap)]:
            pen = RecordingPen()
            glyphs[cmap[code]].draw(pen)
            theirs = sorted(
                (args[-1][0] * scale, args[-1][1] * scale)
                for name, args in pen.value
                if name in {"moveTo", "lineTo", "qCurveTo"} and args[-1] is not None
            )
            rows = [line.split() for line in ours.path(font.getGlyphID(cmap[code])).splitlines()]
            ends = {(float(row[-3]), float(row[-2])) for row in rows if row[-1] != "h"}
            for x, y in theirs:
                assert any(abs(x - a) < 0.2 and abs(y - b) < 0.2 for a, b in ends), hex(code)


def square_font(path, matrix):
    """A font whose B is A turned or scaled by the matrix; C has only points off the curve."""
    pens = {name: TTGlyphPen({"A": None}) for name in ("A", "B", "C")}
    pens["A"].moveTo((0, 0))
    for corner in ((0, 100), (100, 100), (100, 0)):
        pens["A"].lineTo(corner)
    pens["A"].closePath()
    pens["B"].addComponent("A", matrix)
    pens["C"].qCurveTo((0, 0), (0, 100), (100, 100), (100, 0), None)
    pens["C"].closePath()
    builder = FontBuilder(500, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A", "B", "C"])
    builder.setupCharacterMap({65: "A", 66: "B", 67: "C"})
    glyphs = {name: pen.glyph() for name, pen in pens.items()}
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), **glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "A", "B", "C"], (100, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    builder.save(path)
    return OutlineFont(path)


def ends_of(path):
    return [(float(r[-3]), float(r[-2])) for r in map(str.split, path.splitlines()) if len(r) > 2]


@pytest.mark.parametrize(
    ("matrix", "corner"),
    [
        ((1, 0, 0, 1, 30, 40), (260.0, 280.0)),
        ((1, 0, 0, 1, 3000, 40), (6200.0, 280.0)),
        ((0.5, 0, 0, 0.5, 0, 0), (100.0, 100.0)),
        ((0.5, 0, 0, 1.5, 0, 0), (100.0, 300.0)),
        ((0, 1, -1, 0, 0, 0), (-200.0, 200.0)),
    ],
)
def test_a_composite_glyph_is_its_part_moved_scaled_or_turned(tmp_path, matrix, corner):
    font = square_font(tmp_path / "square.ttf", matrix)
    assert any((x, y) == pytest.approx(corner, abs=0.11) for x, y in ends_of(font.path(2)))
    assert font.path(0) == ""


def test_a_contour_without_a_point_on_the_curve_begins_between_two(tmp_path):
    font = square_font(tmp_path / "square.ttf", (1, 0, 0, 1, 0, 0))
    assert ends_of(font.path(3))[0] == pytest.approx((100.0, 0.0))
    assert font.path(3).count(" c") == 4


def test_a_packed_font_gives_the_subset_that_reportlab_alone_gives():
    path = RESOURCES / "fonts" / "NotoSerifSC-Bold.ttf"
    alone, packed = TTFontFace(str(path)), TTFontFace(str(path))
    pack(packed, path)
    wanted = [ord(character) for character in "个体工商户 Åé第１号‼"]

    assert packed.makeSubset(wanted) == alone.makeSubset(wanted)
    assert len(packed._ttf_data) == path.stat().st_size
