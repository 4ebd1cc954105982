"""What only shows when answers are compared with each other, such as sex and number."""

from collections.abc import Mapping
from datetime import date

from kiosk.domain.address import address_of
from kiosk.domain.answers import Answers
from kiosk.domain.credit_code import parse_credit_code
from kiosk.domain.identity_number import IdentityNumber, parse_identity_number
from kiosk.domain.premises import implausible
from kiosk.domain.problems import Problem
from kiosk.domain.reference import Reference
from kiosk.domain.tidy import narrow

_ID_TYPES: Mapping[str, str] = {
    "hk": "hk_macao",
    "macao": "hk_macao",
    "taiwan": "taiwan",
}


def disagreements(
    answers: Answers, on: date, reference: Reference, *, town_is_good: bool = True
) -> list[Problem]:
    """Every contradiction between answers; ``answers`` are the effective ones.

    The address is judged only when its town is good, since nothing else would make sense.
    """
    found = [*_identity(answers, on), *_family(answers), *_scope(answers)]
    if town_is_good and "premises.kind" in answers:
        found += _premises(answers, reference)
    return found


def _premises(answers: Answers, reference: Reference) -> list[Problem]:
    """An address that leads to a door, a residence in the county named, a host's own code."""
    address = address_of(answers, reference.divisions, reference.address_wording)
    found = [*address.faults(), *implausible(address, reference.premises)]
    lives_in = reference.divisions.county_in(answers.text("premises.residence"))
    if lives_in and lives_in != answers.text("premises.division"):
        county = reference.divisions.name_of(lives_in)
        found.append(Problem("residence_elsewhere", "premises.residence", {"county": county}))
    host = parse_credit_code(answers.text("premises.host_code"))
    if isinstance(host, Problem) and answers.text("premises.host_code"):
        found.append(host.at("premises.host_code"))
    return found


def _identity(answers: Answers, on: date) -> list[Problem]:
    number = parse_identity_number(answers.text("proprietor.id_number"), on=on)
    if not isinstance(number, IdentityNumber):
        return []
    problems = []
    if answers.text("proprietor.id_type") != id_type_of(number):
        problems.append(Problem("id_type_differs", "proprietor.id_type"))
    sex = answers.text("proprietor.sex")
    if sex and number.sex and sex != number.sex:
        problems.append(Problem("sex_differs", "proprietor.sex"))
    return problems


def id_type_of(number: IdentityNumber) -> str:
    """The choice of ``proprietor.id_type`` that fits a number."""
    return _ID_TYPES.get(number.region, number.kind.value)


def _family(answers: Answers) -> list[Problem]:
    """Nobody takes part twice, and the proprietor is no member of his own family list."""
    seen = {_key(answers.text("proprietor.id_number"))}
    problems = []
    for index, member in enumerate(answers.records("particulars.family_members")):
        key = _key(str(member.get("id_number", "")))
        if key and key in seen:
            problems.append(
                Problem("member_doubled", f"particulars.family_members[{index}].id_number")
            )
        seen.add(key)
    return problems


def _key(number: str) -> str:
    return narrow(number).replace("-", "").upper()


def _scope(answers: Answers) -> list[Problem]:
    items = answers.texts("scope.items")
    problems = []
    main = answers.text("scope.main")
    if main and items and main not in items:
        problems.append(Problem("scope_main_elsewhere", "scope.main"))
    for index, permit in enumerate(answers.records("scope.permits")):
        item = permit.get("item")
        if item and item not in items:
            problems.append(Problem("permit_item_elsewhere", f"scope.permits[{index}].item"))
    return problems
