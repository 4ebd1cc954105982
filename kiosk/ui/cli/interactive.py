"""kiosk apply --interactive: ask on the terminal what the form asks, one field at a time."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from kiosk.catalogue.texts import Texts
from kiosk.domain.answers import Answers, Json
from kiosk.domain.card import Card
from kiosk.domain.checks import validate_answers
from kiosk.domain.form import Field, Form, Kind
from kiosk.domain.messages import MessageEnd
from kiosk.domain.path import effective, is_given, steps_for, visible_fields
from kiosk.domain.problems import Problem
from kiosk.domain.reference import Reference
from kiosk.domain.states import Severity
from kiosk.services.fill import ApplicationFile, Unreadable
from kiosk.services.house import House
from kiosk.services.naming import name_of
from kiosk.services.submit import Filing, filing_with_card
from kiosk.services.verify_mobile import (
    CodeSent,
    Verified,
    check_code,
    follow_code,
    send_code,
)
from kiosk.ui.cli.check import judge_name
from kiosk.ui.cli.prove_mobile import Proof

if TYPE_CHECKING:
    from kiosk.assembly import Services

Offers: TypeAlias = Callable[[Answers], Sequence[tuple[str, str]]]
"""What the person may accept, given the answers so far: (id, words)."""

_YES = frozenset({"y", "yes", "是", "true", "1"})
_NO = frozenset({"n", "no", "否", "false", "0"})
_BACK, _HELP = "<", "?"


class Stopped(Exception):
    """The person ended the questions; nothing was submitted."""


class _Back(Exception):
    """The person wants the question before this one."""


@dataclass(slots=True)
class Interview:
    """Questions and answers on a terminal.

    ``read`` gives the next line and raises EOFError at the end; ``say`` shows a line. What was
    answered before (by a file or a card) and is in order is not asked, and with ``only_open``
    nothing else that is in order as it stands. ``prove`` has the mobile number proved, and
    what came of it stands in ``mobile_verified``.
    """

    form: Form
    texts: Texts
    reference: Reference
    on: date
    offers: Offers
    read: Callable[[str], str]
    say: Callable[[str], None]
    only_open: bool = False
    prove: Callable[[str], bool | None] = lambda _number: None
    mobile_verified: bool | None = field(default=None, init=False)
    _step: str = field(default="", init=False)

    def run(self, start: Answers) -> Answers:
        """The answers, in order as far as the form can tell. Raises Stopped."""
        self.say(self._words("interview_begin"))
        try:
            everything = {item.id for item in self.form.fields}
            faulty = {problem.field.partition("[")[0] for problem in self._faults(start)}
            settled = (everything if self.only_open else set(start)) - faulty
            answers = self._ask_all(start, settled)
            while faults := self._faults(answers):
                self._tell(faults)
                again = self._steps_of(faults)
                answers = self._ask_all(answers.without(*again), everything.difference(again))
            number = effective(self.form, answers).text("proprietor.mobile")
            self.mobile_verified = self.prove(number)
            self._review(answers)
            if not self._yes(self._words("interview_submit") + " "):
                raise Stopped
        except EOFError:
            raise Stopped from None
        return answers

    def _ask_all(self, answers: Answers, settled: set[str]) -> Answers:
        """The answers after every visible field that is not settled was asked."""
        trail: list[str] = []
        while item := self._next(answers, settled):
            try:
                answers = self._ask(item, answers)
            except _Back:
                if trail:
                    last = trail.pop()
                    settled.discard(last)
                    answers = answers.without(last)
                continue
            settled.add(item.id)
            trail.append(item.id)
        return answers

    def _next(self, answers: Answers, settled: set[str]) -> Field | None:
        open_ones = (item for item in visible_fields(self.form, answers) if item.id not in settled)
        return next((item for item in open_ones if item.kind is not Kind.STROKES), None)

    def _ask(self, item: Field, answers: Answers) -> Answers:
        """The answers with this field's, or without it where it was left out."""
        self._head(item, answers)
        while True:
            value = self._value(item, answers)
            given = answers.with_answer(item.id, value) if is_given(value) else None
            after = given or answers.without(item.id)
            faults = [p for p in self._faults(after) if p.field.partition("[")[0] == item.id]
            if given is None:  # what other fields may still mend is no reason to ask again
                faults = [p for p in faults if p.code in {"required", "declaration_missing"}]
            if not faults:
                return after
            self._tell(faults)

    def _value(self, item: Field, answers: Answers) -> Json:
        if item.kind is Kind.TEXTS:
            return self._accepted(answers)
        if item.kind is Kind.RECORDS:
            return self._records(item, answers)
        line = self._line(item, answers)
        if item.kind is Kind.SCOPE_ITEMS and line:
            items: list[Json] = [line]
            while more := self._line(item, answers):
                items.append(more)
            return items
        return self._read_as(item, line, answers)

    def _read_as(self, item: Field, line: str, answers: Answers) -> Json:
        """A typed line in the JSON shape of its field; what does not fit is judged as it is."""
        if item.kind in {Kind.FLAG, Kind.DECLARATION}:
            low = line.casefold()
            return True if low in _YES else False if low in _NO else line
        if item.kind is Kind.COUNT and line.isdecimal() and len(line) < 10:
            return int(line)
        options = self._options(item, answers)
        if line.isdecimal() and 1 <= int(line[:9]) <= len(options) and len(line) < 4:
            return options[int(line) - 1][0]
        return next((code for code, words in options if words == line), line)

    def _records(self, item: Field, answers: Answers) -> Json:
        records: list[Json] = []
        question = self._words("interview_record", field=item.label(self.texts.language))
        while self._yes(f"{question} "):
            record: dict[str, Json] = {}
            for member in item.members:
                self._head(member, answers)
                record[member.id] = self._read_as(member, self._line(member, answers), answers)
            records.append({key: value for key, value in record.items() if is_given(value)})
        return records

    def _accepted(self, answers: Answers) -> Json:
        accepted: list[Json] = []
        for offered, words in self.offers(answers):
            self.say(f"  ! {words}")
            if self._yes(self._words("interview_accept") + " "):
                accepted.append(offered)
        return accepted

    def _options(self, item: Field, answers: Answers) -> list[tuple[str, str]]:
        language = self.texts.language
        if item.kind is Kind.CHOICE:
            return [(c.code, c.labels.get(language) or c.labels["zh"]) for c in item.choices]
        divisions = self.reference.divisions
        if item.kind is Kind.TOWN:
            county = self.form.field("premises.division")
            code = answers.text("premises.division") or str(county.default if county else "")
            return [(town.code, town.name) for town in divisions.towns_of(code)]
        if item.kind is Kind.VILLAGE:
            town = answers.text("premises.town")
            return [(village.code, village.name) for village in divisions.villages_of(town)]
        return []

    def _head(self, item: Field, answers: Answers) -> None:
        step = next((s for s in steps_for(self.form, answers) if item in s.fields), None)
        if step and step.id != self._step:
            self._step = step.id
            self.say(f"\n── {step.label(self.texts.language)}")
        if item.kind is Kind.TEXTS and not self.offers(answers):
            return
        if item.kind is not Kind.VILLAGE:  # a town has dozens; their names may be typed
            for number, (_, words) in enumerate(self._options(item, answers), start=1):
                self.say(f"     {number}  {words}")

    def _line(self, item: Field, answers: Answers) -> str:
        default = "" if item.default is None else f" [{self._shown(item, item.default, answers)}]"
        while True:
            line = self._read(f"  {item.label(self.texts.language)}{default}: ")
            if line != _HELP:
                return line
            self.say(f"  {item.help(self.texts.language) or self._words('interview_begin')}")

    def _read(self, prompt: str) -> str:
        line = self.read(prompt).strip()
        if line == _BACK:
            raise _Back
        return line

    def _yes(self, question: str) -> bool:
        while (line := self.read(question).strip().casefold()) not in _YES | _NO | {""}:
            self.say(self._words("interview_yes_no"))
        return line in _YES

    def _faults(self, answers: Answers) -> list[Problem]:
        return list(validate_answers(self.form, answers, self.on, self.reference))

    def _steps_of(self, faults: Sequence[Problem]) -> list[str]:
        """Every field of the steps in which something is wrong: another of them may mend it."""
        wrong = {problem.field.partition("[")[0] for problem in faults}
        steps = (s for s in self.form.steps if any(f.id in wrong for f in s.fields))
        return [item.id for step in steps for item in step.fields]

    def _tell(self, faults: Sequence[Problem]) -> None:
        for problem in faults:
            self.say(f"  ✗ {self.texts.problem(problem)}")

    def _review(self, answers: Answers) -> None:
        self.say(f"\n── {self._words('interview_review')}")
        for item in visible_fields(self.form, answers):
            if item.id in answers and item.kind is not Kind.STROKES:
                shown = self._shown(item, answers[item.id], answers)
                self.say(f"  {item.label(self.texts.language)}: {shown}")

    def _shown(self, item: Field, value: Json, answers: Answers) -> str:
        if isinstance(value, bool):
            return self._words("interview_yes" if value else "interview_no")
        if isinstance(value, list):
            return "；".join(self._shown(item, one, answers) for one in value)
        if isinstance(value, dict):
            return " ".join(str(part) for part in value.values())
        return dict(self._options(item, answers)).get(str(value), str(value))

    def _words(self, key: str, **params: str) -> str:
        return self.texts.text(f"labels.{key}", **params)


def interviewer(
    services: "Services",
) -> Callable[[ApplicationFile, Card | None], ApplicationFile | Unreadable]:
    """Asks, on the error output, what an application file and the card leave open.

    Who ends the questions has submitted nothing, and gets ``interview_stopped``.
    """
    house = services.house

    def ask(read: ApplicationFile, card: Card | None) -> ApplicationFile | Unreadable:
        procedure = house.procedures[read.procedure]
        start = Filing(read.procedure, read.answers)
        if card is not None:
            start = filing_with_card(start, card, procedure.form.prefill())
        interview = Interview(
            form=procedure.form,
            texts=procedure.texts[house.language],
            reference=house.reference,
            on=house.today(),
            offers=lambda answers: _warnings(house, effective(procedure.form, answers)),
            read=_read_line,
            only_open=bool(read.answers),
            say=_say,
            prove=Proof(_Codes(services), procedure.texts[house.language], _read_line, _say).of,
        )
        try:
            answers = interview.run(start.answers)
            return replace(read, answers=answers, mobile_verified=interview.mobile_verified)
        except Stopped:
            return Unreadable("interview_stopped")

    return ask


class _Codes:
    """Codes through the gateway of the settings."""

    def __init__(self, services: "Services") -> None:
        self._services = services

    def send(self, number: str) -> CodeSent | Problem:
        services = self._services
        house, provider = services.house.own, services.settings.sms.kind
        return send_code(house, services.gateway, number, house.language, provider=provider)

    def check(self, number: str, code: str) -> Verified | Problem:
        return check_code(self._services.house.own, number, code)

    def end_of(self, sent: CodeSent) -> MessageEnd:
        services = self._services
        return follow_code(
            services.house, services.gateway, services.delivery.rules, sent, services.house.near
        )


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _warnings(house: House, meant: Answers) -> list[tuple[str, str]]:
    name = name_of(house, meant)
    if name is None:
        return []
    division, scope = house.profile.division, meant.texts("scope.items")
    report = judge_name(house, name.full, division, scope, meant.text("proprietor.name"))
    return [(p.rule, p.message) for p in report.problems if p.severity is Severity.WARN]


def _read_line(prompt: str) -> str:
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line
