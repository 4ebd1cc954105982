"""kiosk rules: check, compare, replay, pause or resume."""

import argparse
import json
import sys
from pathlib import Path

from kiosk.settings import forms_dir
from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, said


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("check", help="read rules, parameters and cases; run every case")
    diff = actions.add_parser("diff", help="what differs between two rule sets")
    diff.add_argument("old", help="a folder with rules.yaml, or the hash of a published rule set")
    diff.add_argument("new", nargs="?", help="the same (default: the rules of this install)")
    replay = actions.add_parser("replay", help="apply every stored decision's rules again")
    replay.add_argument("--json", action="store_true")
    for action in ("pause", "resume"):
        switch = actions.add_parser(action, help=f"{action} automatic approval")
        switch.add_argument("--by", type=said, required=True, metavar="NAME")
        switch.add_argument("--ground", type=said, required=True, metavar="TEXT")


def run(args: argparse.Namespace) -> int:
    """Do what the action says."""
    actions = {"check": _check, "diff": _diff, "replay": _replay}
    return actions.get(args.action, _switch)(args)


def _check(_args: argparse.Namespace) -> int:
    from kiosk.catalogue.cases import lint_rules
    from kiosk.catalogue.procedure import folders_of
    from kiosk.settings import load_settings

    more = load_settings().procedures_dir
    folders = list(folders_of(forms_dir(), *([more] if more else [])))
    findings = [str(finding) for folder in folders for finding in lint_rules(folder)]
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"{len(folders)} rule set(s), {len(findings)} finding(s)")
    return NEGATIVE if findings else DONE


def _diff(args: argparse.Namespace) -> int:
    from kiosk.catalogue.rules import load_rule_set
    from kiosk.domain.rule_diff import diff
    from kiosk.domain.rules import RuleSet

    def load(name: str) -> RuleSet | None:
        if (Path(name) / "rules.yaml").is_file():
            return load_rule_set(Path(name))
        from kiosk.assembly import assemble
        from kiosk.settings import load_settings

        with assemble(load_settings()) as services, services.house.store.read() as uow:
            kept = uow.decisions.rule_set(name)
        return RuleSet.from_canonical(kept) if kept else None

    sets = [load(args.old), load(args.new or str(forms_dir() / "establishment"))]
    old, new = sets
    if old is None or new is None:
        print("a rule set is a folder with rules.yaml or a published hash", file=sys.stderr)
        return USE
    changes = diff(old, new)
    for change in changes:
        print(change)
    print(f"{len(changes)} change(s)")
    return DONE


def _replay(args: argparse.Namespace) -> int:
    from kiosk.assembly import assemble
    from kiosk.services.replay import replay
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        report = replay(services.house.store)
    if args.json:
        differing = [str(difference.decision) for difference in report.differences]
        print(
            json.dumps(
                {"same": report.same, "by_officers": report.by_officers, "differing": differing}
            )
        )
    else:
        for difference in report.differences:
            print(difference, file=sys.stderr)
        print(f"{report.same} decision(s) came out identical, {len(report.differences)} differ")
    return NEGATIVE if report.differences else DONE


def _switch(args: argparse.Namespace) -> int:
    from kiosk.assembly import assemble
    from kiosk.services.supervise import pause_approval, resume_approval
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        change = pause_approval if args.action == "pause" else resume_approval
        changed = change(services.house, args.by, args.ground)
    state = "paused: every application is referred" if args.action == "pause" else "on"
    print(f"automatic approval is {state}" + ("" if changed else " (it was already)"))
    return DONE
