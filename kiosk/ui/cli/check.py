"""kiosk check: one name, number, code or scope, judged as the form would."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from kiosk.domain.problems import Problem
from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, typed
from kiosk.ui.cli.words import problem_words

if TYPE_CHECKING:
    from kiosk.assembly import Services
    from kiosk.services.check_name import NameReport
    from kiosk.services.check_scope import ScopeReport
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
    ):
        kinds.add_parser(kind, help=words).add_argument("value", type=typed, metavar="VALUE")
    scope = kinds.add_parser("scope", help="items of the scope, alone and together")
    scope.add_argument("value", type=typed, metavar="VALUE", nargs="+")
    for sub in kinds.choices.values():
        sub.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Judge the value and print the answer."""
    from kiosk.assembly import assemble
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        if args.kind == "name":
            return _name(services, args)
        return _scope(services.house, args) if args.kind == "scope" else _value(services, args)


def judge_name(
    house: "House", name: str, division: str, scope: Sequence[str], proprietor: str
) -> "NameReport":
    """What rules and register say of a whole name, before anything is submitted."""
    from kiosk.services.check_name import NameInquiry
    from kiosk.services.offer_name import ask_of_name

    inquiry = NameInquiry(
        name=name,
        division=division,
        on=house.today(),
        scope=tuple(scope),
        proprietor=proprietor,
        missing_glyphs=house.renderer.missing_glyphs,
    )
    area = house.reference.divisions.area_of(division)
    return ask_of_name(house, inquiry, "establishment", area, "", house.language)


def _name(services: "Services", args: argparse.Namespace) -> int:
    house = services.house
    division = args.area or house.profile.division
    if not house.reference.divisions.known_prefix(division):
        print(f"--area {division}: six digits of a division are wanted", file=sys.stderr)
        return USE
    for item in args.scope:
        if house.reference.scope.get(item) is None:
            words = "no item of the catalogue; `kiosk check scope` names those near to it"
            print(f"--scope {item[:40]}: {words}", file=sys.stderr)
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
        if not report.compared:
            print("  the register cannot be reached: the name is compared when it arrives there")
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
                "places": list(problem.places),
                "clashes": [asdict(clash) for clash in problem.clashes],
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
    mobile = parse_mobile(value)
    return mobile if isinstance(mobile, Problem) else mask_mobile(mobile.text)


def _scope(house: "House", args: argparse.Namespace) -> int:
    from kiosk.services.check_scope import check_scope

    report = check_scope(house, args.value, "establishment", house.language)
    if args.json:
        print(json.dumps(_scope_json(report), ensure_ascii=False))
        return DONE if report.acceptable else NEGATIVE
    print("acceptable" if report.acceptable else "not acceptable")
    for item in report.items:
        permit = f", {item.permit} ({item.stage.value})" if item.permit else ""
        print(f"  {item.text} ({item.kind.value}{permit})")
    for problem in report.problems:
        print(f"  {problem.severity.value:<7} {problem.message}（{problem.basis}）")
    for text, others in (*report.near.items(), *report.instead.items()):
        if others:
            print(f"  instead of {text[:40]}: " + "、".join(others))
    if report.licence_text:
        print(f"  {report.licence_text}")
    return DONE if report.acceptable else NEGATIVE


def _scope_json(report: "ScopeReport") -> dict[str, object]:
    return {
        "acceptable": report.acceptable,
        "problems": [asdict(problem) for problem in report.problems],
        "items": [
            {
                "item": item.text,
                "kind": item.kind.value,
                "permit": item.permit,
                "stage": item.stage.value,
                "industry_class": item.industry_class,
                "individual_ok": item.individual_ok.value,
                "plain": item.plain,
            }
            for item in report.items
        ],
        "near": report.near,
        "instead": report.instead,
        "licence_text": report.licence_text,
    }
