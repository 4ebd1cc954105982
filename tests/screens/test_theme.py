"""The Theme: colours that can be read, sizes that follow the glass, a shape for every character."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QFont, QTextLayout

from tests.screens.at_kiosk import at_kiosk
from tests.screens.stage import SIZES, Theatre

GROUNDS = ("paper", "card")
TEXT_ON = {
    "ink": (*GROUNDS, "blueSoft", "redSoft", "greenSoft", "amberSoft", "sunk"),
    "quiet": (*GROUNDS, "blueSoft"),
    "blue": (*GROUNDS, "blueSoft"),
    "red": (*GROUNDS, "redSoft"),
    "green": (*GROUNDS, "greenSoft"),
    "amber": (*GROUNDS, "amberSoft"),
    "onBlue": ("blue",),
}


def _light(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio (WCAG 2.2)."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def theme(stage):
    """The Theme of a stage with the given look."""

    def make(size="portrait", **look):
        return stage("Item {}", size, **look).engine.singletonInstance("Kit", "Theme")

    return make


@pytest.mark.parametrize("care", [False, True])
@pytest.mark.parametrize("tone", ["standard", "strong", "dark"])
def test_every_text_stands_out_from_every_ground_it_is_used_on(theme, tone, care):
    shown = theme(care=care, contrast=tone)
    least = 10 if care else 7
    pairs = [(text, ground) for text, grounds in TEXT_ON.items() for ground in grounds]

    ratios = {pair: contrast(*(shown.property(name) for name in pair)) for pair in pairs}

    assert {pair: round(ratio, 1) for pair, ratio in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize("tone", ["standard", "strong", "dark"])
def test_disabled_words_frames_and_the_focus_ring_stand_out_three_to_one(theme, tone):
    shown = theme(contrast=tone)
    pairs = [("onDisabled", "disabled"), *product(("edge", "focus"), GROUNDS)]

    assert all(contrast(*(shown.property(name) for name in pair)) >= 3 for pair in pairs)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text_size", [1.0, 1.2, 1.4, 1.6])
def test_no_text_is_smaller_than_24_pixels_of_a_1080_screen(theme, size, text_size):
    shown = theme(size, textSize=text_size)

    least = min(shown.property(name) for name in ("h1", "h2", "h3", "body", "small"))

    assert least >= 24 * min(SIZES[size]) / 1080


@pytest.mark.parametrize(("care", "millimetres"), [(False, 20), (True, 30)])
def test_targets_derive_from_the_size_of_a_pixel(theme, care, millimetres):
    shown = theme(care=care)

    assert shown.property("target") == round(millimetres / 0.248)
    assert shown.property("gap") == round(4 / 0.248)


LEVEL_3 = [(0x4E00, 0x9FEF), (0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0x2A700, 0x2EBE0)]


@pytest.mark.parametrize("family", ["Noto Sans SC", "Noto Serif SC"])
@pytest.mark.parametrize("bold", [False, True])
def test_every_ideograph_of_level_3_is_drawn_in_text_and_headings(theatre, family, bold):
    font = QFont(family, 20)
    font.setBold(bold)
    holes = {*range(0x2B735, 0x2B740), *range(0x2B81E, 0x2B820), *range(0x2CEA2, 0x2CEB0)}
    signs = [chr(c) for a, z in LEVEL_3 for c in range(a, z + 1) if c not in holes]

    def undrawn(some: list[str]) -> bool:
        layout = QTextLayout("".join(some), font)
        layout.beginLayout()
        layout.createLine().setNumColumns(100_000)
        layout.endLayout()
        return any(0 in run.glyphIndexes() for run in layout.glyphRuns())

    batches = [signs[at : at + 4000] for at in range(0, len(signs), 4000)]
    assert [batch[0] for batch in batches if undrawn(batch)] == []


def test_a_whole_screen_begins_without_letters_of_no_size(theatre: Theatre, tmp_path) -> None:
    said: list[str] = []
    theatre.hears(said)
    with at_kiosk(tmp_path / "data", (0, 0)) as kiosk:
        kiosk.settle(300)
        assert kiosk.window.width() > 0

    assert said == []
