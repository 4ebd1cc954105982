"""Every page looks as it was accepted; and what a page must not lose is seen to be lost."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.screens.examples import PICTURES
from tests.screens.golden import (
    ACCEPTED,
    MODES,
    MOST,
    OF_EXAMPLES,
    PAGES,
    PAGES_OF_EXAMPLES,
    compare,
    how_to_accept,
    take,
)
from tests.screens.likeness import keep, unlikeness
from tests.screens.stage import EVERY_LOOK


@pytest.mark.parametrize("mode", [*MODES, *OF_EXAMPLES] if EVERY_LOOK else ["portrait"])
def test_every_page_looks_as_it_was_accepted(mode, tmp_path):
    take(mode, PAGES_OF_EXAMPLES.get(mode, PAGES), tmp_path / "seen")

    differences = compare(tmp_path / "seen", tmp_path / "differences")

    told = "\n".join(map(str, differences))
    assert not differences, f"\n{told}\n{how_to_accept(differences)}"


def test_a_picture_is_kept_of_every_page_in_every_mode_and_of_no_other():
    kept = {(file.parent.name, file.stem) for file in ACCEPTED.glob("*/*")}

    of_examples = {(mode, page) for mode, pages in PAGES_OF_EXAMPLES.items() for page in pages}
    assert kept == {(mode, page) for mode in MODES for page in PAGES} | of_examples


def test_of_every_example_the_pages_that_are_named_are_pictured():
    named = {OF_EXAMPLES[mode].example: pages for mode, pages in PAGES_OF_EXAMPLES.items()}

    assert {example: list(pages) for example, pages in PICTURES.items()} == named


def test_all_pictures_together_stay_small():
    assert sum(file.stat().st_size for file in ACCEPTED.glob("*/*.png")) <= MOST


# ── what is seen, and what is not ────────────────────────────────────────────────────────────
BUTTON, WORD, ICON = (64, 1752, 312, 1860), (64, 160, 420, 230), (66, 400, 128, 460)


def _accepted() -> Image.Image:
    with Image.open(ACCEPTED / "portrait/notice.png") as kept:
        return kept.convert("RGB")


def _moved(picture: Image.Image, box: tuple[int, int, int, int], by: int) -> Image.Image:
    changed = picture.copy()
    changed.paste(picture.crop(box), (box[0] + by, box[1]))
    return changed


def _without(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    changed = picture.copy()
    ImageDraw.Draw(changed).rectangle(box, fill=picture.getpixel((box[0], box[1])))
    return changed


def _recoloured(picture: Image.Image, old: tuple[int, ...], new: tuple[int, ...]) -> Image.Image:
    colours = np.asarray(picture).copy()
    colours[(colours == old).all(axis=2)] = new
    return Image.fromarray(colours)


def test_a_picture_is_like_itself_however_it_is_kept(tmp_path):
    keep(_accepted(), tmp_path / "again.png")

    with Image.open(tmp_path / "again.png") as again:
        assert not unlikeness(again.convert("RGB"), _accepted())


def test_letters_whose_edges_are_drawn_a_shade_otherwise_are_the_same():
    accepted = _accepted()
    shaded = accepted.point(lambda value: value if value > 240 else min(255, value + 5))

    assert not unlikeness(shaded, accepted)


def test_a_word_two_pixels_aside_is_seen():
    accepted = _accepted()

    assert unlikeness(_moved(accepted, WORD, 2), accepted)


def test_an_icon_that_is_missing_is_seen():
    accepted = _accepted()

    assert unlikeness(_without(accepted, ICON), accepted)


def test_a_button_of_another_blue_is_seen():
    accepted = _accepted()

    assert unlikeness(_recoloured(accepted, (15, 76, 129), (15, 88, 145)), accepted)


def test_a_line_round_a_button_that_is_missing_is_seen():
    accepted = _accepted()

    assert unlikeness(_recoloured(accepted, (220, 216, 206), (255, 255, 255)), accepted)


def test_a_picture_of_another_size_is_seen():
    accepted = _accepted()

    assert unlikeness(accepted.resize((540, 960)), accepted)


def test_what_differs_is_left_as_three_pictures_and_how_to_accept_it_is_told(tmp_path):
    seen = tmp_path / "seen/portrait/notice.png"
    seen.parent.mkdir(parents=True)
    _without(_accepted(), ICON).save(seen)

    differences = compare(tmp_path / "seen", tmp_path / "out")

    assert [str(one).split()[0] for one in differences] == ["portrait/notice"]
    assert {file.name for file in Path(tmp_path / "out/portrait").iterdir()} == {
        "notice.actual.png",
        "notice.expected.png",
        "notice.difference.png",
    }
    assert "--write portrait notice" in how_to_accept(differences)
