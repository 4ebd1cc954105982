"""kiosk doctor: what is well and what needs a hand."""

import argparse
import json
from typing import TYPE_CHECKING

from kiosk.settings import forms_dir, resources_dir
from kiosk.ui.cli.exits import DONE, NEGATIVE

if TYPE_CHECKING:
    from kiosk.assembly import Services
    from kiosk.services.ready import Check

_MARKS = {"ok": "✓", "warn": "!", "down": "✗"}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--note",
        action="store_true",
        help="sign a checkpoint, keep the heads, note it in the trail",
    )


def run(args: argparse.Namespace) -> int:
    """Make every check; a needed part that is down is a negative answer."""
    from kiosk.assembly import assemble
    from kiosk.catalogue.readiness import load_readiness
    from kiosk.services.ready import is_ready, note_selftest, readiness
    from kiosk.services.trail_check import sign_checkpoint, write_heads
    from kiosk.settings import load_settings

    words = load_readiness(resources_dir() / "reference")
    with assemble(load_settings()) as services:
        house = services.house
        checks = readiness(services.parts(_findings), words)
        if args.note:
            note_selftest(house.store, house.clock, checks)
            sign_checkpoint(house.store, house.clock, house.signer, house.terminal)
            write_heads(house.store, house.clock, services.heads_dir)
        _print(services, checks, as_json=args.json)
    return DONE if is_ready(checks) else NEGATIVE


def _print(services: "Services", checks: "tuple[Check, ...]", *, as_json: bool) -> None:
    language = services.settings.language
    for check in checks:
        if as_json:
            row = {
                "check": check.name,
                "state": check.state,
                "needed": check.needed,
                "code": check.code,
                "message": check.message[language],
                "advice": check.advice.get(language, ""),
            }
            print(json.dumps(row, ensure_ascii=False))
            continue
        print(f"{_MARKS[check.state]} {check.title[language]}：{check.message[language]}")
        if check.advice.get(language):
            print(f"    → {check.advice[language]}")


def _findings() -> int:
    from kiosk.catalogue.cases import lint_rules
    from kiosk.catalogue.lint import lint_forms

    rules = [lint_rules(path.parent) for path in forms_dir().glob("*/rules.yaml")]
    return len(lint_forms(forms_dir())) + sum(map(len, rules))
