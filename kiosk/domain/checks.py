"""Judge a form's answers: every fault of content at once, each with its field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from kiosk.domain.agreement import disagreements
from kiosk.domain.answers import Answers, Json
from kiosk.domain.capital import parse_capital
from kiosk.domain.form import LONG_TERM, Field, Form, Kind, holds
from kiosk.domain.identity_number import parse_identity_number
from kiosk.domain.mobile import parse_mobile
from kiosk.domain.path import effective, is_given, missing
from kiosk.domain.person_name import parse_person_name
from kiosk.domain.problems import Problem
from kiosk.domain.reference import Reference
from kiosk.domain.shape import fault_of_shape

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class _Judge:
    """What a check may look at besides the field and its value."""

    answers: Answers
    on: date
    reference: Reference


def validate_answers(
    form: Form, answers: Answers, on: date, reference: Reference
) -> tuple[Problem, ...]:
    """Every fault of content in what this citizen is asked, in the form's order.

    Answers are expected in their JSON shapes (``shape.fault_of_shape``); one of another shape
    counts as not readable in its field. Answers to questions that are not asked are ignored.
    """
    lacking = set(missing(form, answers))
    meant = effective(form, answers)
    judge = _Judge(meant, on, reference)
    problems: list[Problem] = []
    for item in form.fields:
        if item.id in lacking:
            code = "declaration_missing" if item.kind is Kind.DECLARATION else "required"
            problems.append(Problem(code, item.id))
        elif item.id in meant:
            problems += [
                problem.at(problem.field or item.id)
                for problem in _faults_of(item, meant[item.id], judge)
            ]
    faulty = {problem.field for problem in problems}
    together = disagreements(meant, on, reference, town_is_good="premises.town" not in faulty)
    return (*problems, *(problem for problem in together if problem.field not in faulty))


def _faults_of(item: Field, value: Json, judge: _Judge) -> list[Problem]:
    if fault_of_shape(item, value):
        return [Problem("unreadable")]
    if isinstance(value, (str, list)) and len(value) > item.longest:
        code = "too_long" if isinstance(value, str) else "too_many"
        return [Problem(code, params={"most": str(item.longest)})]
    return _faults_of_content(item, value, judge)


def _faults_of_content(item: Field, value: Json, judge: _Judge) -> list[Problem]:
    read: object = None
    match item.kind, value:
        case Kind.RECORDS, list(entries):
            return _faults_of_records(item, entries, judge)
        case Kind.SCOPE_ITEMS, list(texts):
            return _faults_of_items(item, texts, judge)
        case Kind.CAPITAL, str() | int() | float() as amount:
            read = parse_capital(amount, item.maximum)
        case Kind.COUNT, int(count):
            read = _count(item, count)
        case kind, str(text) if kind in _TEXT_CHECKS:
            read = _TEXT_CHECKS[kind](item, text, judge)
    return [read] if isinstance(read, Problem) else []


def _faults_of_records(item: Field, entries: list[Json], judge: _Judge) -> list[Problem]:
    problems: list[Problem] = []
    for index, entry in enumerate(entries):
        record = entry if isinstance(entry, dict) else {}
        for member in item.members:
            place = f"{item.id}[{index}].{member.id}"
            given = record.get(member.id)
            if is_given(given):
                problems += [problem.at(place) for problem in _faults_of(member, given, judge)]
            elif holds(member.required, record.get):
                problems.append(Problem("required", place))
    return problems


def _faults_of_items(item: Field, texts: list[Json], judge: _Judge) -> list[Problem]:
    known = judge.reference.scope.get
    problems = [
        Problem("scope_item_unknown", f"{item.id}[{index}]")
        for index, text in enumerate(texts)
        if known(str(text)) is None
    ]
    doubled = len({str(text) for text in texts}) < len(texts)
    return [*problems, Problem("scope_item_doubled")] if doubled else problems


def _count(item: Field, count: int) -> Problem | None:
    least, most = item.minimum or 0, item.maximum
    if count >= least and (most is None or count <= most):
        return None
    return Problem("count_range", params={"least": str(least), "most": str(most or "")})


def _person_name(item: Field, text: str, _judge: _Judge) -> object:
    return parse_person_name(text, least=1 if "card.name" in item.prefill else 2)


def _identity_number(_item: Field, text: str, judge: _Judge) -> object:
    return parse_identity_number(text, on=judge.on)


def _mobile(_item: Field, text: str, _judge: _Judge) -> object:
    return parse_mobile(text)


def _date(_item: Field, text: str, _judge: _Judge) -> object:
    return None if _is_day(text) else Problem("date_shape")


def _expiry(_item: Field, text: str, _judge: _Judge) -> object:
    return None if text == LONG_TERM or _is_day(text) else Problem("expiry_shape")


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _choice(item: Field, text: str, _judge: _Judge) -> object:
    codes = [choice.code for choice in item.choices]
    known = Problem("choice_unknown", params={"choices": " / ".join(codes)})
    return None if text in codes else known


def _nation(_item: Field, text: str, judge: _Judge) -> object:
    nations = judge.reference.nations  # a card's chip says 汉, people write 汉族
    return None if text in nations or f"{text}族" in nations else Problem("nation_unknown")


def _scope_item(_item: Field, text: str, judge: _Judge) -> object:
    return judge.reference.scope.get(text) or Problem("scope_item_unknown")


def _division(_item: Field, text: str, judge: _Judge) -> object:
    known = judge.reference.divisions.is_current(text)
    return None if known else Problem("division_unknown")


def _town(_item: Field, text: str, judge: _Judge) -> object:
    county = judge.answers.text("premises.division")
    towns = [town.code for town in judge.reference.divisions.towns_of(county)]
    return None if text in towns or not towns else Problem("town_unknown")


def _village(_item: Field, text: str, judge: _Judge) -> object:
    town = judge.answers.text("premises.town")
    villages = [village.code for village in judge.reference.divisions.villages_of(town)]
    return None if text in villages or not villages else Problem("village_elsewhere")


def _like(pattern: str, code: str) -> "_TextCheck":
    compiled = re.compile(pattern)

    def check(_item: Field, text: str, _judge: _Judge) -> object:
        return None if compiled.fullmatch(text.strip()) else Problem(code)

    return check


_TextCheck: TypeAlias = Callable[[Field, str, _Judge], object]
"""Gives a Problem, or anything else when the text is good."""

_HOST = r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"

_TEXT_CHECKS: Mapping[Kind, _TextCheck] = {
    Kind.PERSON_NAME: _person_name,
    Kind.IDENTITY_NUMBER: _identity_number,
    Kind.MOBILE: _mobile,
    Kind.TELEPHONE: _like(
        r"\+?[0-9]{1,4}(?:[ -]?[0-9]{2,8}){1,4}(?:(?:转|-)[0-9]{1,6})?", "telephone_shape"
    ),
    Kind.POSTCODE: _like(r"[0-9]{6}", "postcode_shape"),
    Kind.EMAIL: _like(rf"[^@\s]{{1,64}}@{_HOST}", "email_shape"),
    Kind.WEB_ADDRESS: _like(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:/\S*)?", "web_address_shape"),
    Kind.DATE: _date,
    Kind.EXPIRY: _expiry,
    Kind.NATION: _nation,
    Kind.CHOICE: _choice,
    Kind.SCOPE_ITEM: _scope_item,
    Kind.DIVISION: _division,
    Kind.TOWN: _town,
    Kind.VILLAGE: _village,
}
"""The kinds of plain text that have a check of their own; any other text is good as it is."""
