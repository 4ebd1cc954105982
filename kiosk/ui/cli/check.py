"""kiosk check: one name, number, code or scope, judged as the form would."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.domain.problems import Problem
from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, typed
from kiosk.ui.cli.words import problem_words

if TYPE_CHECKING:
    from kiosk.assembly import Services
    from kiosk.services.check_name import NameReport
    from kiosk.services.house import House


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    kinds = parser.add_subparsers(dest="kind", required=True)
    name = kinds.add_parser("name", help="a business name against rules and register")
    name.add_argument("value", type=typed, metavar="NAME")
    name.add_argument("--area", default="", help="six digits (default: this terminal's)")
    name.add_argument("--scope", type=typed, action="append", default=[], metavar="ITEM")
    name.add_argument("--proprietor", type=typed, default="", metavar="NAME")
    for kind, words in (
        ("id", "an identity number"),
        ("code", "a unified social credit code"),
        ("mobile", "a mobile number"),
        ("scope", "an item of the scope"),
    ):
        kinds.add_parser(kind, help=words).add_argument("value", type=typed, metavar="VALUE")
    for sub in kinds.choices.values():
        sub.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Judge the value and print the answer."""
    from kiosk.assembly import assemble
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        return _name(services, args) if args.kind == "name" else _value(services, args)


def judge_name(
    house: "House", name: str, division: str, scope: Sequence[str], proprietor: str
) -> "NameReport":
    """What rules and register say of a whole name, before anything is submitted."""
    from kiosk.domain.records import RegisteredName
    from kiosk.services.check_name import NameInquiry, check_name

    area, today = house.reference.divisions.area_of(division), house.today()
    with house.store.read() as uow:

        def lookup(keys: Sequence[str]) -> Sequence[RegisteredName]:
            return uow.register.similar(area, keys, today, "")

        inquiry = NameInquiry(
            name=name,
            division=division,
            on=today,
            scope=tuple(scope),
            proprietor=proprietor,
            lookup=lookup,
            missing_glyphs=house.renderer.missing_glyphs,
        )
        procedure = house.procedures["establishment"]
        return check_name(inquiry, procedure.rules, house.reference, house.names, house.language)


def _name(services: "Services", args: argparse.Namespace) -> int:
    house = services.house
    division = args.area or house.profile.division
    if not house.reference.divisions.known_prefix(division):
        print(f"--area {division}: six digits of a division are wanted", file=sys.stderr)
        return USE
    begun = time.perf_counter()
    report = judge_name(house, args.value, division, args.scope, args.proprietor)
    milliseconds = round((time.perf_counter() - begun) * 1000, 1)
    if args.json:
        print(json.dumps(_name_json(report, milliseconds), ensure_ascii=False))
    else:
        print(f"{report.name}: {'acceptable' if report.acceptable else 'not acceptable'}")
        for problem in report.problems:
            print(f"  {problem.severity.value:<7} {problem.message}（{problem.basis}）")
        if report.suggestions:
            print("  free: " + "、".join(report.suggestions))
    return DONE if report.acceptable else NEGATIVE


def _name_json(report: "NameReport", milliseconds: float) -> dict[str, object]:
    return {
        "name": report.name,
        "acceptable": report.acceptable,
        "problems": [
            {
                "rule": problem.rule,
                "severity": problem.severity.value,
                "message": problem.message,
                "basis": problem.basis,
                "conflicts_with": list(problem.conflicts_with),
            }
            for problem in report.problems
        ],
        "not_applied": list(report.not_applied),
        "suggestions": list(report.suggestions),
        "elapsed_ms": milliseconds,
    }


def _value(services: "Services", args: argparse.Namespace) -> int:

    house = services.house
    found = _judged(house, args.kind, args.value)
    fine = isinstance(found, str)
    words = found if isinstance(found, str) else problem_words(house, found)
    if args.json:
        code = found.code if isinstance(found, Problem) else None
        print(
            json.dumps({"acceptable": fine, "problem": code, "message": words}, ensure_ascii=False)
        )
    else:
        print(words if not fine else f"acceptable: {words}")
    return DONE if fine else NEGATIVE


def _judged(house: "House", kind: str, value: str) -> str | Problem:
    """What is right with the value, in one line, or its problem."""
    from kiosk.domain.credit_code import parse_credit_code
    from kiosk.domain.identity_number import parse_identity_number
    from kiosk.domain.mobile import mask_mobile, parse_mobile

    if kind == "id":
        number = parse_identity_number(value, on=house.today())
        return number if isinstance(number, Problem) else f"{number.masked} ({number.kind.value})"
    if kind == "code":
        code = parse_credit_code(value)
        return code if isinstance(code, Problem) else str(code)
    if kind == "mobile":
        mobile = parse_mobile(value)
        return mobile if isinstance(mobile, Problem) else mask_mobile(mobile.text)
    item = house.reference.scope.get(value)
    if item is None:
        return Problem("scope_item_unknown", "scope.items", {"item": value[:40]})
    permit = f", {item.permit} ({item.stage.value})" if item.permit else ""
    return f"{item.text} ({item.kind.value}{permit})"
