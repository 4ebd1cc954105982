"""Review before handing in: the lines, the declarations, the signature, and what still lacks."""

import itertools
import math
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QJSValue, QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.answers import Json
from kiosk.domain.form import Field, Kind, Page
from kiosk.domain.path import visible_fields
from kiosk.services.papers import strokes_of
from kiosk.services.review import review
from kiosk.ui.touch.name_desk import NameDesk
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

SIGNATURE, BY_CARD = "signature", "signature.by_card"

MOST_STROKES = 300
MOST_POINTS = 400
"""Of one stroke; a hand that rests on the pad writes no more."""

_LEAST_WRITING = 120
"""Thousandths of the pad's width that a signature is long at least; a dot is none."""


@QmlElement
@QmlSingleton
class ReviewDesk(QObject):
    """Everything that was answered, and the way to hand it in; read anew when anything changes,
    and forgotten with the sitting."""

    changed = Signal()

    def __init__(
        self, touch: Touch, sitting: Sitting, name_desk: NameDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._name_desk = name_desk
        self._groups: list[dict[str, Any]] = []
        self._problems: list[dict[str, str]] = []
        sitting.on_wipe(self._read)
        sitting.answersChanged.connect(self._read)
        sitting.pageChanged.connect(self._read)
        name_desk.changed.connect(self._read)

    @staticmethod
    def create(engine: QQmlEngine) -> "ReviewDesk":
        """The engine's own one."""
        return offered(engine, ReviewDesk)

    @property
    def _shows(self) -> bool:
        return self._sitting.wizard is not None and self._sitting.page == Page.REVIEW.value

    def _read(self) -> None:
        self._groups = self._read_groups() if self._shows else []
        self._problems = self._read_problems() if self._shows else []
        self.changed.emit()

    def _fields(self, kind: Kind) -> list[Field]:
        if self._sitting.wizard is None:
            return []
        visible = visible_fields(self._sitting.form, self._sitting.answers)
        return [item for item in visible if item.kind is kind]

    @property
    def _strokes(self) -> list[Json]:
        strokes = self._sitting.answers.get(SIGNATURE)
        return list(strokes) if isinstance(strokes, list) else []

    # ── what is read ─────────────────────────────────────────────────────────────────────────
    def _read_groups(self) -> list[dict[str, Any]]:
        sitting, language = self._sitting, self._touch.look.language
        rows = []
        for group in review(self._touch.house, sitting.form.procedure, sitting.answers, language):
            lines = [
                {
                    "id": line.id,
                    "label": line.label,
                    "value": self._proved(line.id, line.value),
                    "bare": line.bare,
                    "personal": bool((field := sitting.form.field(line.id)) and field.personal),
                }
                for line in group.lines
            ]
            first = [line for line, known in zip(lines, group.lines, strict=True) if known.first]
            rows.append(
                {
                    "stepId": group.step_id,
                    "title": group.title,
                    "first": first or lines,
                    "rest": [line for line in lines if line not in first] if first else [],
                }
            )
        return rows

    def _proved(self, field_id: str, value: str) -> str:
        verified = self._sitting.mobile_verified
        if field_id != "proprietor.mobile" or verified is None:
            return value
        key = "labels.review_proved" if verified else "labels.review_unproved"
        return self._sitting.words(key, number=value)

    def _read_problems(self) -> list[dict[str, str]]:
        wizard, house = self._sitting.wizard, self._touch.house
        if wizard is None:
            return []
        found = []
        for field_id, problem in wizard.all_problems(house.today(), house.reference).items():
            step = wizard.step_of(field_id)
            if step is not None and step.page is not Page.REVIEW:
                found.append({"stepId": step.id, "message": self._sitting.say(problem)})
        return found + self._name_problems({row["stepId"] for row in found})

    def _name_problems(self, told: set[str]) -> list[dict[str, str]]:
        wizard, desk = self._sitting.wizard, self._name_desk
        step = wizard.step_of("name.brand") if wizard else None
        if step is None or step.id in told or desk.is_settled or desk.state == "checking":
            return []
        if desk.state == "warned":
            messages = [self._sitting.words("labels.review_name_warned")]
        else:
            messages = [row["message"] for row in desk.problems if row["stops"]]
        return [{"stepId": step.id, "message": message} for message in messages]

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property("QVariant", notify=changed)
    def groups(self) -> list[dict[str, Any]]:
        """The steps: ``stepId title first rest``, the latter two lists of ``id label value bare``."""
        return self._groups

    @Property("QVariant", notify=changed)
    def problems(self) -> list[dict[str, str]]:
        """What must be mended first: ``stepId message``, the way there by the step."""
        return self._problems

    @Property("QVariant", notify=changed)
    def declarations(self) -> list[dict[str, Any]]:
        """Each is its own touch: ``fieldId text ticked``."""
        answers, language = self._sitting.answers, self._touch.look.language
        return [
            {
                "fieldId": item.id,
                "text": item.label(language),
                "ticked": answers.flag(item.id),
            }
            for item in self._fields(Kind.DECLARATION)
        ]

    @Property("QVariant", notify=changed)
    def strokes(self) -> list[Json]:
        """The signature's strokes; coordinates are thousandths of the pad's width."""
        return self._strokes

    @Property(bool, notify=changed)
    def signed(self) -> bool:
        """Whether it is signed, by hand or by card."""
        return self.byCard or _length(self._strokes) >= _LEAST_WRITING

    @Property(bool, notify=changed)
    def byCard(self) -> bool:
        """Whether card and code stand for the signature."""
        return self._sitting.answers.flag(BY_CARD)

    @Property(str, notify=changed)
    def lacks(self) -> str:
        """What comes next: ``problems``, ``name``, ``signature``, ``declarations`` or nothing."""
        if self.problems:
            return "problems"
        if not self._name_desk.is_settled:
            return "name"
        if not self.signed:
            return "signature"
        return "" if all(row["ticked"] for row in self.declarations) else "declarations"

    @Slot(str, bool)
    def declare(self, field_id: str, on: bool) -> None:
        """Make a declaration, or take it back."""
        if any(row["fieldId"] == field_id for row in self.declarations):
            self._sitting.answer(field_id, on)

    @Slot("QVariant")
    def addStroke(self, points: "list[Json] | QJSValue") -> None:
        """One more stroke of ``[x, y]``, thousandths of the pad's width."""
        plain = points.toVariant() if isinstance(points, QJSValue) else points
        stroke: list[Json] = [
            [round(x), round(y)] for x, y in list(plain)[:MOST_POINTS] if _is_place(x, y)
        ]
        if stroke and len(self._strokes) < MOST_STROKES:
            self._sitting.answer(SIGNATURE, [*self._strokes, stroke])

    @Slot()
    def signAgain(self) -> None:
        """Take the signature away, by whatever means it was given."""
        self._sitting.set_answers({SIGNATURE: None, BY_CARD: None})

    @Slot()
    def submit(self) -> None:
        """Hand it in, when nothing lacks."""
        if self._shows and not self.lacks:
            self._sitting.open("deciding")


def _is_place(x: Json, y: Json) -> bool:
    return isinstance(x, (int, float)) and isinstance(y, (int, float)) and math.isfinite(x + y)


def _length(strokes: list[Json]) -> float:
    """How far the finger went, in thousandths of the pad's width."""
    return sum(
        math.dist(before, after)
        for stroke in strokes_of(strokes)
        for before, after in itertools.pairwise(stroke)
    )
