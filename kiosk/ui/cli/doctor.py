"""kiosk doctor: what is well and what needs a hand."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.settings import forms_dir, resources_dir
from kiosk.ui.cli.exits import DONE, NEGATIVE

_MARKS = {"ok": "✓", "warn": "!", "down": "✗"}
_FOLDER = "selftest"


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--note",
        action="store_true",
        help="sign a checkpoint, keep the heads, note it in the trail, keep the result",
    )
    parser.add_argument("--report", metavar="FILE", type=Path, help="also write it as a PDF")
    parser.add_argument("--last", action="store_true", help="show the last result that was kept")


def run(args: argparse.Namespace) -> int:
    """Make every check; a needed part that is down is a negative answer."""
    if args.last:
        return _show_last(as_json=args.json)
    from kiosk.assembly import assemble
    from kiosk.catalogue.readiness import load_readiness
    from kiosk.services.readiness_report import keep_result, readiness_report, rows_of
    from kiosk.services.ready import is_ready, note_selftest, readiness
    from kiosk.services.trail_check import sign_checkpoint, write_heads
    from kiosk.settings import load_settings

    words = load_readiness(resources_dir() / "reference")
    with assemble(load_settings()) as services:
        house = services.house
        checks = readiness(services.parts(_findings), words)
        if args.note:
            own = house.own.store
            note_selftest(own, house.clock, checks)
            sign_checkpoint(own, house.clock, house.signer, house.terminal)
            write_heads(own, house.clock, services.heads_dir)
            folder = services.settings.data / _FOLDER
            keep_result(folder, house.clock.now(), checks, services.settings.language)
        language = services.settings.language
        _print(rows_of(checks, language), as_json=args.json)
        if args.report:
            pdf = readiness_report(house, words.report, checks, language)
            args.report.write_bytes(pdf)
    return DONE if is_ready(checks) else NEGATIVE


def _show_last(*, as_json: bool) -> int:
    from kiosk.services.readiness_report import last_result
    from kiosk.settings import load_settings

    settings = load_settings()
    result = last_result(settings.data / _FOLDER)
    if result is None:
        print("还没有自检结果。" if settings.language == "zh" else "No result is kept yet.")
        return NEGATIVE
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print(result["at"])
        _print(result["checks"], as_json=False)
    return DONE if result["ready"] else NEGATIVE


def _print(rows: Sequence[Mapping[str, str | bool]], *, as_json: bool) -> None:
    for row in rows:
        if as_json:
            told = {key: value for key, value in row.items() if key != "title"}
            print(json.dumps(told, ensure_ascii=False))
            continue
        print(f"{_MARKS[str(row['state'])]} {row['title']}：{row['message']}")
        if row["advice"]:
            print(f"    → {row['advice']}")


def _findings() -> int:
    from kiosk.catalogue.cases import lint_rules
    from kiosk.catalogue.lint import lint_forms
    from kiosk.catalogue.procedure import folders_of
    from kiosk.settings import load_settings

    more = load_settings().procedures_dir
    rules = [lint_rules(folder) for folder in folders_of(forms_dir(), *([more] if more else []))]
    return len(lint_forms(forms_dir())) + sum(map(len, rules))
