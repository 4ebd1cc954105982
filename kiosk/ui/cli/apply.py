"""kiosk apply: carry application files the whole way and print what was decided and why."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.answers import Answers
from kiosk.domain.card import Card
from kiosk.domain.mobile import mask_mobile
from kiosk.domain.problems import Problem
from kiosk.domain.records import Application
from kiosk.domain.states import Outcome
from kiosk.ports import SystemFault
from kiosk.services.fill import ApplicationFile, Unreadable, read_application_file
from kiosk.services.house import House
from kiosk.services.process import Processed, process, take_up
from kiosk.services.reception import receipt_of
from kiosk.services.seal import is_sealed
from kiosk.services.submit import ContentDiffers, Filing, filing_with_card
from kiosk.ui.cli.exits import DONE, FAULT, NEGATIVE, USE
from kiosk.ui.cli.trouble import Trouble, trouble_of
from kiosk.ui.cli.words import fault_words, problem_words, reason_rows, unreadable_words

if TYPE_CHECKING:
    from kiosk.assembly import Services

TERMINAL = Path("-")
"""Stands for the file where everything is asked on the terminal."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="application files (JSON)")
    parser.add_argument(
        "--interactive",
        action="store_true",
        help="ask on the terminal what the file, if there is one, leaves open",
    )
    parser.add_argument("--json", action="store_true", help="one JSON line a file")
    card = parser.add_mutually_exclusive_group()
    card.add_argument("--card", type=Path, help="a card to lay on the emulated reader (JSON)")
    card.add_argument(
        "--read-card", action="store_true", help="read the card that lies on the card reader"
    )
    parser.add_argument(
        "--out", type=Path, help="folder for the licences (default: licences/ in the data folder)"
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is printed of one file."""

    code: int
    report: dict[str, object]


def run(args: argparse.Namespace) -> int:
    """Process every file; the next goes on after a bad one.

    With --json every file has its line, also when a fault of the whole house leaves it undone.
    """
    files = [Path(name) for name in args.files] or ([TERMINAL] if args.interactive else [])
    if not files:
        print("kiosk apply: give at least one FILE, or --interactive", file=sys.stderr)
        return USE
    answers = _answers(args, files)
    worst = DONE
    for done in range(len(files)):
        try:
            answer = next(answers)
        except Exception as error:
            if args.json:
                for left in files[done:]:
                    _print_json(_failed(left, error))
            raise
        if isinstance(answer, Trouble):
            print(answer.message, file=sys.stderr)
            if args.json:
                for left in files:
                    _print_json(_no_answer(left, "unreadable", USE, answer))
            return USE
        if args.json:
            _print_json(answer)
        else:
            _print(answer)
        worst = max(worst, answer.code)
    return worst


def _answers(args: argparse.Namespace, files: Sequence[Path]) -> Iterator["_Answer | Trouble"]:
    """One answer a file; only what is wrong with the card when it cannot be laid or read."""
    from kiosk.assembly import assemble
    from kiosk.settings import load_settings

    settings = load_settings()
    with assemble(settings) as services:
        card = services.read_card() if args.read_card else None
        if args.card is not None:
            card = services.lay_card(args.card)
        if isinstance(card, Problem):
            yield Trouble(card.code, problem_words(services.house, card), card.field)
            return
        take_up(services.house, _tell_left)
        out = args.out or settings.data / "licences"
        out.mkdir(parents=True, exist_ok=True)
        asking = None
        if args.interactive:
            from kiosk.ui.cli.interactive import interviewer

            asking = interviewer(services)
        for file in files:
            yield _one(services, file, card, out, asking)


def _print_json(answer: _Answer) -> None:
    print(json.dumps(answer.report, ensure_ascii=False), flush=True)


def _tell_left(application: Application, fault: SystemFault) -> None:
    print(f"{application.number}: {fault_words(fault)}", file=sys.stderr)


def _one(
    services: "Services",
    file: Path,
    card: Card | None,
    out: Path,
    asking: Callable[[ApplicationFile, Card | None], ApplicationFile | Unreadable] | None,
) -> _Answer:
    house = services.house
    read: ApplicationFile | Unreadable
    if file == TERMINAL:
        read = ApplicationFile(next(iter(house.procedures)), None, Answers())
    else:
        read = read_application_file(file, house.procedures)
    if asking is not None and not isinstance(read, Unreadable):
        read = asking(read, card)
    if isinstance(read, Unreadable):
        return _unreadable(house, file, read)
    try:
        return _answer(house, file, process(house, _filing(services, read, card)), out)
    except ContentDiffers:
        return _unreadable(house, file, Unreadable("key_reused", {"key": read.key or ""}, "key"))
    except Exception as error:  # noqa: BLE001  # what is submitted is kept, and the next goes on
        return _failed(file, error)


def _unreadable(house: House, file: Path, read: Unreadable) -> _Answer:
    trouble = Trouble(read.code, unreadable_words(house, read), read.place)
    return _no_answer(file, "unreadable", USE, trouble)


def _failed(file: Path, error: Exception) -> _Answer:
    return _no_answer(file, "failed", FAULT, trouble_of(error))


def _filing(services: "Services", read: ApplicationFile, card: Card | None) -> Filing:
    filing = Filing(
        read.procedure, read.answers, key=read.key, mobile_verified=read.mobile_verified
    )
    if card is None:
        return filing
    form = services.house.procedures[read.procedure].form
    return filing_with_card(filing, card, form.prefill(), services.holder_check)


def _no_answer(file: Path, outcome: str, code: int, trouble: Trouble) -> _Answer:
    report: dict[str, object] = {
        "file": str(file),
        "application": None,
        "outcome": outcome,
        "reasons": [],
        "error": {"code": trouble.code, "message": trouble.message, "place": trouble.place},
    }
    return _Answer(code, report)


def _answer(house: House, file: Path, done: Processed, out: Path) -> _Answer:
    decision = done.decision
    outcome = decision.verdict.outcome if decision else None
    licence_path = None
    if done.licence is not None and done.entry is not None:
        licence_path = out / f"{done.entry.credit_code}.pdf"
        licence_path.write_bytes(done.licence.content)
    receipt_path = None
    if is_sealed(done.application):
        receipt_path = out / f"{done.application.number}.pdf"
        receipt_path.write_bytes(receipt_of(house, done.application).content)
    report: dict[str, object] = {
        "file": str(file),
        "application": done.application.number,
        "outcome": outcome.value if outcome else "received",
        "reasons": reason_rows(house, done.application, decision),
        "credit_code": done.entry.credit_code if done.entry else None,
        "name": done.entry.name if done.entry else None,
        "licence": str(licence_path) if licence_path else None,
        "specimen": house.signer.specimen,
        "notices": [
            {"kind": n.kind, "to": mask_mobile(n.mobile), "state": n.state.value}
            for n in done.notices
        ],
        "elapsed_ms": {
            "total": round(done.elapsed.total, 1),
            "decide": round(done.elapsed.decide, 1),
            "document": round(done.elapsed.document, 1),
        },
    }
    if receipt_path is not None:
        report["receipt"] = str(receipt_path)
        return _Answer(DONE, report)
    return _Answer(DONE if outcome is Outcome.APPROVED else NEGATIVE, report)


_WORDS = {
    "approved": "准予登记 approved",
    "returned": "需要补正 returned",
    "referred": "转由人工审查 referred to an officer",
    "refused": "不予登记 refused",
    "received": "已接收，登记库连上后办理 received, decided when the register can be reached",
}


def _print(answer: _Answer) -> None:
    report = answer.report
    error = report.get("error")
    if isinstance(error, dict):
        print(f"{report['file']}: {error['message']}", file=sys.stderr)
        return
    print(f"{report['file']}: {_WORDS[str(report['outcome'])]}")
    print(f"  办件编号 application  {report['application']}")
    reasons = report["reasons"]
    if isinstance(reasons, list):
        for reason in reasons:
            print(f"  · {reason['message']}（{reason['basis']}）")
    if report["credit_code"]:
        print(f"  信用代码 credit code  {report['credit_code']}")
        print(f"  名称 name             {report['name'] or '—'}")
        mark = "（样本 specimen）" if report["specimen"] else ""
        print(f"  执照 licence          {report['licence']} {mark}")
    if "receipt" in report:
        print(f"  凭证 receipt          {report['receipt']}")
    notices = report["notices"]
    if isinstance(notices, list):
        for notice in notices:
            print(f"  短信 notice           {notice['kind']} → {notice['to']} ({notice['state']})")
    elapsed = report["elapsed_ms"]
    if isinstance(elapsed, dict):
        print(
            f"  用时 elapsed          {elapsed['total']} ms, of these deciding {elapsed['decide']}"
            f" and issuing {elapsed['document']}"
        )
