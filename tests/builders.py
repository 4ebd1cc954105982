"""What many tests start from: the stock form, its reference data, invented answers."""

from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from kiosk.catalogue.forms import load_form
from kiosk.catalogue.names import load_names
from kiosk.catalogue.reference import load_reference
from kiosk.catalogue.rules import load_rule_set
from kiosk.domain.answers import Answers
from kiosk.domain.card import Card
from kiosk.domain.example import make_example
from kiosk.domain.form import Form
from kiosk.domain.identity_number import IdentityNumber, check_character, parse_identity_number
from kiosk.domain.names.reference import NameReference
from kiosk.domain.records import Application
from kiosk.domain.reference import Reference
from kiosk.domain.rules import RuleSet

ROOT = Path(__file__).resolve().parents[1]
ON = date(2026, 11, 23)


@cache
def the_form() -> Form:
    """The stock establishment form."""
    return load_form(ROOT / "forms/establishment")


@cache
def the_reference() -> Reference:
    """The stock reference data."""
    return load_reference(ROOT / "resources/reference")


def example_answers(seed: int = 1, **changed) -> Answers:
    """A complete invented application; ``premises__road="x"`` changes premises.road."""
    file = make_example(the_form(), Random(seed), ON)
    changes = {name.replace("__", "."): value for name, value in changed.items()}
    return Answers({**file["answers"], **changes})


def identity(division: str = "320523", birth: str = "19950607", order: str = "001") -> str:
    """A number with the right check character."""
    first17 = division + birth + order
    return first17 + check_character(first17)


@cache
def the_names() -> NameReference:
    """The stock tables of names."""
    return load_names(ROOT / "resources/reference")


@cache
def the_rules() -> RuleSet:
    """The stock rules of the establishment."""
    return load_rule_set(ROOT / "forms/establishment")


def card_of(application: Application) -> Card:
    """The proprietor's own card, as a reader would read it."""
    answers = application.answers
    number = answers.text("proprietor.id_number")
    told = parse_identity_number(number, on=ON)
    assert isinstance(told, IdentityNumber)
    return Card(
        name=answers.text("proprietor.name"),
        number=number,
        sex=told.sex,
        nation="汉",
        birth=told.birth or ON,
        address="",
        issuer="",
        valid_from=None,
        valid_until=None,
    )
