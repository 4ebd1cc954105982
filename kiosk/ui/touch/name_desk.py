"""The name of the business: its parts, how each wording fares, and what is free instead."""

from collections.abc import Collection, Sequence
from html import escape
from itertools import groupby
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.answers import Json
from kiosk.domain.states import Severity
from kiosk.services.check_name import NameProblem
from kiosk.services.offer_name import NameOffer, offer_name
from kiosk.ui.touch.name_judge import NameJudge, Question, question_of
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_JUDGED_ON = frozenset({"name", "review"})
_STOPS = frozenset({Severity.REFUSE, Severity.RETURN})
_WARNINGS = "name.warnings_accepted"


@QmlElement
@QmlSingleton
class NameDesk(QObject):
    """The name as its parts in the answers, and how it stands; kept no longer than the sitting."""

    changed = Signal()

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._judge = NameJudge(touch, sitting, self)
        self._judge.answered.connect(self._answered)
        self._forget()
        sitting.on_wipe(self._forget)
        sitting.gate("name", self._is_open)
        sitting.answersChanged.connect(self._notice)
        sitting.pageChanged.connect(self._arrive)
        touch.look.languageChanged.connect(self._ask_anew)

    @staticmethod
    def create(engine: QQmlEngine) -> "NameDesk":
        """The engine's own one."""
        return offered(engine, NameDesk)

    def _forget(self) -> None:
        self._judge.forget()
        self._settled: Question | None = None
        self._offer = NameOffer("", (), (), ())
        self._preset = ("", "")
        self._moved = ""
        self._page = ""
        self.changed.emit()

    # ── what is asked ────────────────────────────────────────────────────────────────────────
    def _arrive(self) -> None:
        before, self._page = self._page, self._sitting.page
        if self._sitting.wizard is None or before == self._page:
            return
        if before == "name":
            self._settled = self._judge.question
        if self._page == "name":
            self._put_presets()
            self._moved = self._what_moved()
        if self._page in _JUDGED_ON:
            self._notice()
            self._ask_anew()

    def _put_presets(self) -> None:
        """What the scope suggests, where the citizen has not chosen otherwise."""
        answers = self._sitting.answers
        self._offer = offer_name(self._touch.house, answers, self._sitting.form.procedure)
        before, self._preset = self._preset, (self._offer.industry, self._offer.form)
        chosen = (answers.text("name.industry"), answers.text("name.organisation_form"))
        if chosen in {before, ("", "")}:
            industry, form = self._preset
            self._sitting.set_answers({"name.industry": industry, "name.organisation_form": form})

    def _what_moved(self) -> str:
        settled, now = self._settled, self._judge.question
        if settled is None or now is None:
            return ""
        if settled.scope != now.scope:
            return "scope"
        return "premises" if settled.division != now.division else ""

    def _notice(self) -> None:
        had = self._judge.question is not None
        now = question_of(self._touch, self._sitting)
        another = self._judge.put(now, asking=self._page in _JUDGED_ON)
        if another and had and self._sitting.answers.texts(_WARNINGS):
            self._sitting.answer(_WARNINGS, None)
        self.changed.emit()

    def _ask_anew(self) -> None:
        if self._page in _JUDGED_ON:
            self._judge.ask()

    def _answered(self) -> None:
        accepted = self._sitting.answers.texts(_WARNINGS)
        warned = {problem.rule for problem in self._of(Severity.WARN)}
        kept: list[Json] = [rule for rule in accepted if rule in warned]
        if self._judge.report is not None and len(kept) < len(accepted):
            self._sitting.answer(_WARNINGS, kept)
        self.changed.emit()
        self._sitting.gate_moved()

    # ── how it stands ────────────────────────────────────────────────────────────────────────
    def _of(self, *severities: Severity) -> list[NameProblem]:
        problems = self._judge.report.problems if self._judge.report else ()
        return [problem for problem in problems if problem.severity in severities]

    def _is_open(self) -> bool:
        return self.state in {"none", "free", "accepted", "referred", "unknown"}

    # ── for other view-models ────────────────────────────────────────────────────────────────
    @property
    def is_settled(self) -> bool:
        """Whether nothing about the name keeps the application from being handed in."""
        return self._is_open()

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property(str, notify=changed)
    def state(self) -> str:
        """How the name stands.

        ``none`` wanted, ``empty`` yet, ``checking``, ``free``, ``warned`` with something to
        accept, ``accepted``, ``referred`` to a person, ``taken``, ``refused``, ``unknown``.
        """
        sitting = self._sitting
        asks = sitting.wizard is None or sitting.form.field("name.brand") is not None
        if not asks or sitting.answers.flag("name.none"):
            return "none"
        if self._judge.question is None:
            return "empty"
        if self._judge.fault is not None:
            return "unknown"
        fares = self._fares()
        return "unknown" if fares == "free" and not self._is_compared() else fares

    def _is_compared(self) -> bool:
        """Whether the register was asked; what it would say of the name is else not known."""
        return self._judge.report is None or self._judge.report.compared

    def _fares(self) -> str:
        """How the rules see the name, as far as they could be applied."""
        if self._judge.report is None:
            return "checking"
        stops = self._of(*_STOPS)
        if stops:
            return "taken" if any(problem.conflicts_with for problem in stops) else "refused"
        accepted = self._sitting.answers.texts(_WARNINGS)
        warned = self._of(Severity.WARN)
        if any(problem.rule not in accepted for problem in warned):
            return "warned"
        if self._of(Severity.REFER):
            return "referred"
        return "accepted" if warned else "free"

    @Property("QVariant", notify=changed)
    def problems(self) -> list[dict[str, Any]]:
        """What is told of the name: ``rule message basis stops``, without the warnings."""
        return [
            {
                "rule": problem.rule,
                "message": problem.message,
                "basis": problem.basis,
                "stops": problem.severity in _STOPS,
            }
            for problem in self._of(*_STOPS, Severity.REFER)
        ]

    @Property(str, notify=changed)
    def met(self) -> str:
        """The registered name that stands in the way, empty when none does."""
        met = (name for problem in self._of(*_STOPS) for name in problem.conflicts_with)
        return next(met, "")

    @Property("QVariant", notify=changed)
    def compared(self) -> list[list[dict[str, Any]]]:
        """The name and the registered one it meets first, each as runs: ``text met``.

        ``text`` is safe in marked-up text; nothing when no registered name is in the way.
        """
        clash = next((c for p in self._of(*_STOPS, Severity.WARN) for c in p.clashes), None)
        if clash is None:
            return []
        return [_runs(self.whole, clash.ours), _runs(clash.name, clash.theirs)]

    @Property("QVariant", notify=changed)
    def warnings(self) -> list[dict[str, Any]]:
        """What is to be accepted, each by its own touch: ``rule message basis accepted``."""
        accepted = self._sitting.answers.texts(_WARNINGS)
        return [
            {
                "rule": problem.rule,
                "message": problem.message,
                "basis": problem.basis,
                "accepted": problem.rule in accepted,
            }
            for problem in self._of(Severity.WARN)
        ]

    @Property("QVariant", notify=changed)
    def brands(self) -> list[dict[str, str]]:
        """Free brands to take at once, as chips."""
        return _chips(self._judge.report.brands if self._judge.report else ())

    @Property(str, notify=changed)
    def faultWords(self) -> str:
        """Why nobody could look, empty when somebody did."""
        if not self._is_compared():
            return self._sitting.words("labels.name_compared_later")
        return self._sitting.fault_words(self._judge.fault) if self._judge.fault else ""

    @Property(str, notify=changed)
    def moved(self) -> str:
        """What was changed since the name was chosen: ``scope``, ``premises`` or nothing."""
        return self._moved

    @Property(bool, notify=changed)
    def clash(self) -> bool:
        """Whether the brand is the part that cannot stay."""
        return self.state in {"taken", "refused"}

    @Property(str, notify=changed)
    def whole(self) -> str:
        """The whole name, as far as it is chosen."""
        return self._judge.question.name.full if self._judge.question else ""

    @Property(str, notify=changed)
    def division(self) -> str:
        """The division that every name here begins with."""
        return self._offer.division

    @Property(str, notify=changed)
    def place(self) -> str:
        """The place behind it, mostly none."""
        return self._sitting.answers.text("name.place")

    @Property(str, notify=changed)
    def brand(self) -> str:
        """字号."""
        return self._sitting.answers.text("name.brand")

    @Property(str, notify=changed)
    def industry(self) -> str:
        """行业."""
        return self._sitting.answers.text("name.industry")

    @Property(str, notify=changed)
    def organisationForm(self) -> str:
        """组织形式."""
        return self._sitting.answers.text("name.organisation_form")

    @Property("QVariant", notify=changed)
    def places(self) -> list[dict[str, str]]:
        """Places that may stand in the name, as chips."""
        return _chips(_with(self._offer.places, self.place))

    @Property("QVariant", notify=changed)
    def industries(self) -> list[dict[str, str]]:
        """Industry words that suit the scope, as chips."""
        return _chips(_with(self._offer.industries, self.industry))

    @Property("QVariant", notify=changed)
    def forms(self) -> list[dict[str, str]]:
        """Organisation forms, as chips."""
        return _chips(_with(self._offer.forms, self.organisationForm))

    @Slot(str)
    def setBrand(self, brand: str) -> None:
        """Take a brand, typed or touched."""
        self._sitting.answer("name.brand", brand)

    @Slot(str)
    def setIndustry(self, industry: str) -> None:
        """Take an industry word."""
        self._sitting.answer("name.industry", industry)

    @Slot(str)
    def setForm(self, form: str) -> None:
        """Take an organisation form."""
        self._sitting.answer("name.organisation_form", form)

    @Slot(str)
    def setPlace(self, place: str) -> None:
        """Put a place into the name; the same again, or an empty one, takes it out."""
        self._sitting.answer("name.place", "" if place == self.place else place)

    @Slot(bool)
    def setNone(self, none: bool) -> None:
        """Go without a name, or have one after all."""
        self._sitting.answer("name.none", none)

    @Slot(str, bool)
    def accept(self, rule: str, on: bool) -> None:
        """Accept a warning, or take that back."""
        others = [r for r in self._sitting.answers.texts(_WARNINGS) if r != rule]
        self._sitting.answer(_WARNINGS, [*others, rule] if on else [*others])

    @Slot()
    def others(self) -> None:
        """Suggest other brands."""
        self._judge.ask_others()

    @Slot()
    def tryAgain(self) -> None:
        """Look again after nobody could."""
        self._judge.ask_again()
        self.changed.emit()


def _runs(name: str, places: Collection[int]) -> list[dict[str, Any]]:
    """The name cut where characters that clash and others meet."""
    runs = groupby(enumerate(name), lambda one: one[0] in places)
    return [{"text": escape("".join(c for _, c in run)), "met": met} for met, run in runs]


def _with(usual: Sequence[str], chosen: str) -> list[str]:
    return [*usual, chosen] if chosen and chosen not in usual else list(usual)


def _chips(texts: Sequence[str]) -> list[dict[str, str]]:
    return [{"code": text, "text": text} for text in texts]
