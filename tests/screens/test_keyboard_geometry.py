"""The board's keys are large, apart and unclipped on every screen and in every look."""

from collections import Counter
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from tests.screens.geometry import clipped, in_sight, overlapping, place, targets, texts
from tests.screens.stage import SCREENS, Theatre
from tests.screens.test_theme import contrast
from tests.screens.writing import BOARDS, Writer, writer

MM = 0.248
ROUNDING = 1.0


class AnyHand:
    """A recogniser that only makes its key show."""

    def recognise(self, strokes: object, most: int = 10) -> tuple[str, ...]:
        """Nothing."""
        return ()


def opened(stage: Theatre, size: str, **look: object) -> Writer:
    """The board in a size and a look, with the key for handwriting."""
    person = writer(stage, size, AnyHand(), **look)
    person.go("name")
    return person


def distance(a: QRectF, b: QRectF) -> float:
    """How far apart two rectangles are, along the axis that parts them."""
    return max(
        a.left() - b.right(), b.left() - a.right(), a.top() - b.bottom(), b.top() - a.bottom()
    )


def show(person: Writer, board: str) -> list[tuple[str, QRectF]]:
    """The keys of a board and where they lie."""
    person.composer.choose(board)
    person.stage.settle(120)
    return [(key.objectName(), place(key)) for key in person.board_keys()]


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("care", [False, True])
def test_keys_are_22_mm_and_2_mm_apart(stage: Theatre, size: str, care: bool) -> None:
    person = opened(stage, size, care=care)
    for board in BOARDS:
        keys = show(person, board)
        assert keys
        for name, at in keys:
            assert at.width() * MM >= 22 - ROUNDING * MM, (board, name, at)
            assert at.height() * MM >= 22 - ROUNDING * MM, (board, name, at)
            assert QRectF(person.stage.root.boundingRect()).contains(at), (board, name, at)
        for (one, a), (other, b) in combinations(keys, 2):
            assert distance(a, b) * MM >= 2 - ROUNDING * MM, (board, one, other)


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("board", ["nine", "strokes", "hand", "ways"])
def test_in_care_mode_keys_are_30_mm(stage: Theatre, size: str, board: str) -> None:
    person = opened(stage, size, care=True)
    for name, at in show(person, board):
        assert min(at.width(), at.height()) * MM >= 30 - ROUNDING * MM, (name, at)


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("field", ["digits", "identity", "number", "capitals", "letters"])
def test_boards_of_other_fields_are_as_large(stage: Theatre, size: str, field: str) -> None:
    person = writer(stage, size)
    person.go(field)
    keys = [(key.objectName(), place(key)) for key in person.board_keys()]
    assert keys
    for name, at in keys:
        assert min(at.width(), at.height()) * MM >= 22 - ROUNDING * MM, (name, at)
    for (one, a), (other, b) in combinations(keys, 2):
        assert distance(a, b) * MM >= 2 - ROUNDING * MM, (one, other)
    assert on_board(person, clipped(person.stage)) == []


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize(
    "look",
    [
        {},
        {"textSize": 1.2, "contrast": "dark"},
        {"textSize": 1.4, "contrast": "strong"},
        {"textSize": 1.6, "language": "en"},
        {"care": True},
        {"care": True, "textSize": 1.6, "language": "en"},
    ],
    ids=["standard", "1.2 dark", "1.4 strong", "1.6 English", "care", "care 1.6 English"],
)
def test_no_text_of_a_key_is_cut_or_lies_over_another(
    stage: Theatre, size: str, look: dict[str, object]
) -> None:
    person = opened(stage, size, **look)
    for board in BOARDS:
        show(person, board)
        assert on_board(person, clipped(person.stage)) == [], board
        assert on_board(person, overlapping(person.stage)) == [], board


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("care", [False, True])
def test_candidates_are_targets_of_their_own(stage: Theatre, size: str, care: bool) -> None:
    person = opened(stage, size, care=care)
    show(person, "pinyin")
    person.type("yi")
    least = 30 if care else 20
    for where in ("candidate_", "all_"):
        cells = [t for t in targets(person.stage) if t.objectName().startswith(where)]
        assert len(cells) >= 3
        for cell in cells:
            at = place(cell)
            assert in_sight(cell) == at
            assert min(at.width(), at.height()) * MM >= least - ROUNDING * MM
        for one, other in combinations(cells, 2):
            assert distance(place(one), place(other)) * MM >= 4 - ROUNDING * MM
        assert on_board(person, clipped(person.stage)) == []
        person.stage.tap("more")


@pytest.mark.parametrize("size", SCREENS)
def test_the_board_stands_at_the_lower_edge_and_says_how_much_it_covers(
    stage: Theatre, size: str
) -> None:
    person = opened(stage, size)
    board = person.stage.find("keyboard")
    at, window = place(board), person.stage.window
    assert QRectF(0, 0, window.width(), window.height()).contains(at)
    assert board.property("boardHeight") == pytest.approx(window.height() - at.top())
    if size == "landscape":
        assert at.right() < window.width() * 0.65, "it leaves the right column free"
    else:
        assert at.width() == window.width()


@pytest.mark.parametrize(
    "look",
    [{}, {"contrast": "strong"}, {"contrast": "dark"}, {"care": True}],
    ids=["standard", "strong", "dark", "care"],
)
def test_every_text_of_the_board_stands_out_from_its_ground(
    stage: Theatre, look: dict[str, object]
) -> None:
    person = opened(stage, "portrait", **look)
    least = 10 if "care" in look else 7
    for board in ("pinyin", "nine", "strokes", "code", "hand", "ways"):
        show(person, board)
        person.type(*{"pinyin": "yi", "nine": "94", "strokes": "hh", "code": "5F20"}.get(board, ""))
        picture, top = person.stage.grab(), place(person.stage.find("keyboard")).top()
        seen = [text for text in texts(person.stage) if place(text).top() > top]
        assert len(seen) > 5
        for text in seen:
            if not text.isEnabled():
                continue
            ground = ground_of(picture, place(text))
            ratio = contrast(text.property("color"), ground)
            assert ratio >= least, (board, text.property("text"), ground.name(), round(ratio, 1))


def ground_of(picture: QImage, at: QRectF) -> QColor:
    """The colour most of that place has."""
    across = range(int(at.left()) + 4, int(at.right()) - 4, 2)
    down = range(int(at.top()) + 4, int(at.bottom()) - 4, 2)
    seen = Counter(picture.pixel(x, y) for x in across for y in down)
    return QColor(seen.most_common(1)[0][0])


def on_board(person: Writer, complaints: list[str]) -> list[str]:
    """Those complaints that are about the keyboard: they stand below its upper edge."""
    top = place(person.stage.find("keyboard")).top()
    heights = [(c, int(c.split(" at ")[1].split(",")[1].split(" ")[0])) for c in complaints]
    return [complaint for complaint, height in heights if height >= top - 1]
