"""A page with fields of every kind and the keyboard below, and a person who writes on it."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.adapters.handwriting.zinnia import open_handwriting
from kiosk.catalogue.input import load_engine
from kiosk.domain.input.engine import Engine
from kiosk.ports import Handwriting
from kiosk.ui.touch.composer import Composer
from kiosk.ui.touch.look import Look
from tests.screens.stage import RESOURCES, Stage, Theatre

PAGE = """
import Board
import QtQuick.Controls.Basic as Basic

FocusScope {
    focus: true

    Column {
        x: 60
        y: 40
        width: 900
        spacing: 20

        TextBox { objectName: "name"; width: 800; label: "字号" }
        Repeater {
            model: [
                { name: "digits", hints: Qt.ImhDigitsOnly },
                { name: "identity", hints: Qt.ImhDigitsOnly | Qt.ImhUppercaseOnly },
                { name: "letters", hints: Qt.ImhLatinOnly },
                { name: "capitals", hints: Qt.ImhLatinOnly | Qt.ImhUppercaseOnly },
                { name: "number", hints: Qt.ImhFormattedNumbersOnly }
            ]
            Basic.TextField {
                required property var modelData
                objectName: modelData.name
                width: 700
                height: 44
                inputMethodHints: modelData.hints | Qt.ImhSensitiveData
            }
        }
    }
    Item { objectName: "nowhere"; x: 1000; width: 40; height: 40; activeFocusOnTab: true }
    Keyboard {
        id: board
        objectName: "keyboard"
        Binding { target: Theme; property: "keyboardHeight"; value: board.shown ? board.boardHeight : 0 }
    }
}
"""
BOARDS = ("pinyin", "nine", "strokes", "parts", "hand", "code", "letters", "symbols", "ways")


@cache
def engine() -> Engine:
    """The engine over the product's tables, read once a run."""
    return load_engine(RESOURCES / "reference" / "input")


class Writer:
    """The person before the page."""

    def __init__(self, stage: Stage, composer: Composer) -> None:
        self.stage = stage
        self.composer = composer

    def go(self, field: str) -> None:
        """Touch a field."""
        self.stage.tap("name_field" if field == "name" else field)
        self.until(lambda: self.composer.inField)
        self.stage.settle(120)

    def until(self, so: Callable[[], bool]) -> None:
        """Wait until something is so, three seconds at most."""
        for _ in range(150):
            if so():
                return
            QTest.qWait(20)
        raise AssertionError("waited in vain")

    def type(self, *keys: str) -> None:
        """Touch keys by their names, or by their letters when it is one word."""
        for key in keys[0] if len(keys) == 1 and len(keys[0]) > 1 else keys:
            self.stage.tap(f"key_{key}")

    def act(self, *acts: str) -> None:
        """Touch keys that do something."""
        for act in acts:
            self.stage.tap(f"key_{act}")

    def way(self, board: str) -> None:
        """Open a board as a citizen does: by the key that shows them all."""
        self.act("ways", f"way_{board}")
        assert self.composer.board == board

    def pick(self, text: str) -> None:
        """Touch the candidate with this text."""
        self.stage.tap(self.candidate(text))

    def candidate(self, text: str) -> QQuickItem:
        """The shown candidate with this text."""
        shown = [
            item
            for item in self.stage.items()
            if item.objectName().startswith(("candidate_", "all_")) and item.isVisible()
        ]
        found = [item for item in shown if item.property("text") == text]
        assert found, f"{text} is not among {[item.property('text') for item in shown]}"
        return found[-1]

    def text(self, field: str = "name") -> str:
        """What stands in a field."""
        return str(self.stage.find(field).property("text"))

    def typed(self) -> str:
        """What the bar shows as typed."""
        return str(self.stage.find("typed").property("text"))

    def board_keys(self) -> list[QQuickItem]:
        """The keys of the open board."""
        return [
            item
            for item in self.stage.items()
            if item.objectName().startswith("key_")
            and item.property("word") is not None
            and item.isVisible()
        ]

    def draw(self, strokes: list[list[tuple[float, float]]]) -> None:
        """Write on the pad with a finger; points are parts of its height from its middle."""
        pad = self.stage.find("writingPad")
        left, side = (pad.width() - pad.height()) / 2, pad.height()
        window, touch = self.stage.window, self.stage._touch
        for stroke in strokes:
            on_pad = [QPointF(left + x * side, y * side) for x, y in stroke]
            places: list[QPoint] = [pad.mapToScene(point).toPoint() for point in on_pad]
            QTest.touchEvent(window, touch).press(0, places[0], window).commit()
            for place in places[1:]:
                QTest.touchEvent(window, touch).move(0, place, window).commit()
                QTest.qWait(5)
            QTest.touchEvent(window, touch).release(0, places[-1], window).commit()
            QTest.qWait(20)


def writer(
    theatre: Theatre,
    size: str | tuple[int, int] = "portrait",
    handwriting: Handwriting | None = None,
    **look: object,
) -> Writer:
    """The person before the page of a size, in a look; without handwriting unless given."""
    looks = Look()
    composer = Composer(engine(), handwriting, looks)
    stage = theatre(PAGE, size, looks, composer, **look)
    stage.settle(200)
    return Writer(stage, composer)


def zinnia() -> Handwriting:
    """The recogniser of this machine; a test that calls it ``needs("zinnia")``."""
    found = open_handwriting()
    assert found is not None
    return found
