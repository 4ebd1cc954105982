"""Judge a form's answers: every fault of content at once, each with its field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

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

_TELEPHONE = re.compile(r"\+?[0-9]{1,4}(?:[ -]?[0-9]{2,8}){1,4}(?:(?:转|-)[0-9]{1,6})?")
_POSTCODE = re.compile(r"[0-9]{6}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_WEB_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?::[0-9]+)?(?:/\S*)?"
)


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
    if isinstance(value, str) and len(value) > item.longest:
        return [Problem("too_long", params={"most": str(item.longest)})]
    if isinstance(value, list) and len(value) > item.longest:
        return [Problem("too_many", params={"most": str(item.longest)})]
    return _CHECKS[item.kind](item, value, judge)


def _text(_item: Field, value: Json, _judge: _Judge) -> list[Problem]:
    return [] if isinstance(value, str) else [Problem("unreadable")]


def _shaped(pattern: re.Pattern[str], code: str) -> Callable[[Field, Json, _Judge], list[Problem]]:
    def check(_item: Field, value: Json, _judge: _Judge) -> list[Problem]:
        good = isinstance(value, str) and pattern.fullmatch(value.strip())
        return [] if good else [Problem(code)]

    return check


def _parsed(parse: Callable[[str], object]) -> Callable[[Field, Json, _Judge], list[Problem]]:
    def check(_item: Field, value: Json, _judge: _Judge) -> list[Problem]:
        read = parse(value) if isinstance(value, str) else Problem("unreadable")
        return [read] if isinstance(read, Problem) else []

    return check


def _identity(_item: Field, value: Json, judge: _Judge) -> list[Problem]:
    return _parsed(lambda text: parse_identity_number(text, on=judge.on))(_item, value, judge)


def _date(_item: Field, value: Json, _judge: _Judge) -> list[Problem]:
    try:
        date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
    except ValueError:
        return [Problem("date_shape")]
    return []


def _expiry(item: Field, value: Json, judge: _Judge) -> list[Problem]:
    return [] if value == LONG_TERM or not _date(item, value, judge) else [Problem("expiry_shape")]


def _choice(item: Field, value: Json, _judge: _Judge) -> list[Problem]:
    codes = [choice.code for choice in item.choices]
    return (
        [] if value in codes else [Problem("choice_unknown", params={"choices": " / ".join(codes)})]
    )


def _nation(_item: Field, value: Json, judge: _Judge) -> list[Problem]:
    return [] if value in judge.reference.nations else [Problem("nation_unknown")]


def _flag(_item: Field, value: Json, _judge: _Judge) -> list[Problem]:
    return [] if isinstance(value, bool) else [Problem("unreadable")]


def _capital(item: Field, value: Json, _judge: _Judge) -> list[Problem]:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return [Problem("unreadable")]
    read = parse_capital(value, item.maximum)
    return [read] if isinstance(read, Problem) else []


def _count(item: Field, value: Json, _judge: _Judge) -> list[Problem]:
    if isinstance(value, bool) or not isinstance(value, int):
        return [Problem("unreadable")]
    least, most = item.minimum, item.maximum
    if (least is not None and value < least) or (most is not None and value > most):
        return [Problem("count_range", params={"least": str(least or 0), "most": str(most or "")})]
    return []


def _scope_items(_item: Field, value: Json, judge: _Judge) -> list[Problem]:
    texts = value if isinstance(value, list) else [value]
    problems = [
        Problem("scope_item_unknown", f"{_item.id}[{index}]" if isinstance(value, list) else "")
        for index, text in enumerate(texts)
        if not isinstance(text, str) or judge.reference.scope.get(text) is None
    ]
    doubled = len(set(map(str, texts))) < len(texts)
    return [*problems, Problem("scope_item_doubled")] if doubled else problems


def _division(_item: Field, value: Json, judge: _Judge) -> list[Problem]:
    known = isinstance(value, str) and judge.reference.divisions.is_current(value)
    return [] if known else [Problem("division_unknown")]


def _town(_item: Field, value: Json, judge: _Judge) -> list[Problem]:
    county = judge.answers.text("premises.division")
    towns = [town.code for town in judge.reference.divisions.towns_of(county)]
    return [] if not towns or value in towns else [Problem("town_unknown")]


def _village(_item: Field, value: Json, judge: _Judge) -> list[Problem]:
    town = judge.answers.text("premises.town")
    villages = [village.code for village in judge.reference.divisions.villages_of(town)]
    return [] if not villages or value in villages else [Problem("village_elsewhere")]


def _records(item: Field, value: Json, judge: _Judge) -> list[Problem]:
    problems: list[Problem] = []
    for index, entry in enumerate(value if isinstance(value, list) else []):
        record = entry if isinstance(entry, dict) else {}
        for member in item.members:
            place = f"{item.id}[{index}].{member.id}"
            given = record.get(member.id)
            if is_given(given):
                problems += [problem.at(place) for problem in _faults_of(member, given, judge)]
            elif holds(member.required, record.get):
                problems.append(Problem("required", place))
    return problems


def _nothing(_item: Field, _value: Json, _judge: _Judge) -> list[Problem]:
    return []


_CHECKS: Mapping[Kind, Callable[[Field, Json, _Judge], list[Problem]]] = {
    Kind.TEXT: _text,
    Kind.PERSON_NAME: _parsed(parse_person_name),
    Kind.IDENTITY_NUMBER: _identity,
    Kind.MOBILE: _parsed(parse_mobile),
    Kind.TELEPHONE: _shaped(_TELEPHONE, "telephone_shape"),
    Kind.POSTCODE: _shaped(_POSTCODE, "postcode_shape"),
    Kind.EMAIL: _shaped(_EMAIL, "email_shape"),
    Kind.WEB_ADDRESS: _shaped(_WEB_ADDRESS, "web_address_shape"),
    Kind.DATE: _date,
    Kind.EXPIRY: _expiry,
    Kind.NATION: _nation,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.DECLARATION: _flag,
    Kind.CAPITAL: _capital,
    Kind.COUNT: _count,
    Kind.SCOPE_ITEM: _scope_items,
    Kind.SCOPE_ITEMS: _scope_items,
    Kind.DIVISION: _division,
    Kind.TOWN: _town,
    Kind.VILLAGE: _village,
    Kind.TEXTS: _nothing,
    Kind.RECORDS: _records,
    Kind.STROKES: _nothing,
}
