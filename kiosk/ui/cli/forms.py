"""kiosk forms: check the procedures' data files, or print a complete example application."""

import argparse
import json
import random
import sys

from kiosk.catalogue.source import CatalogueError
from kiosk.settings import forms_dir, load_settings, resources_dir
from kiosk.ui.cli.exits import DONE, NEGATIVE, USE


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("check", help="read every form, text, paper and message; name file and line")
    example = actions.add_parser("example", help="print a new complete application file")
    example.add_argument("procedure", metavar="PROCEDURE")


def run(args: argparse.Namespace) -> int:
    """Check, or print an example."""
    return _example(args.procedure) if args.action == "example" else _check()


def _check() -> int:
    from kiosk.catalogue.documents import load_document
    from kiosk.catalogue.lint import lint_forms
    from kiosk.catalogue.notices import load_notices
    from kiosk.catalogue.papers import load_papers
    from kiosk.catalogue.procedure import folders_of, load_procedures
    from kiosk.catalogue.reference import load_reference

    more = load_settings().procedures_dir
    findings = [str(finding) for finding in lint_forms(forms_dir())]
    folders = list(folders_of(forms_dir()))
    for folder in folders:
        for load in (load_papers, load_notices, load_document):
            try:
                load(folder)
            except CatalogueError as error:
                findings += [str(finding) for finding in error.findings]
    if more is not None and not findings:
        folders += folders_of(more)
        try:
            load_procedures(forms_dir(), more)
        except CatalogueError as error:
            findings += [str(finding) for finding in error.findings]
    try:
        load_reference(resources_dir() / "reference")
    except CatalogueError as error:
        findings += [str(finding) for finding in error.findings]
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"{len(folders)} procedure(s), {len(findings)} finding(s)")
    return NEGATIVE if findings else DONE


def _example(procedure: str) -> int:
    from kiosk.adapters.system import SystemClock
    from kiosk.catalogue.forms import load_form
    from kiosk.catalogue.procedure import folders_of
    from kiosk.domain.example import make_example
    from kiosk.services.house import House

    more = load_settings().procedures_dir
    folders = {folder.name: folder for folder in folders_of(forms_dir(), *([more] if more else []))}
    if procedure not in folders:
        print(
            f"kiosk forms: there is no procedure `{procedure}`; there is {', '.join(folders)}",
            file=sys.stderr,
        )
        return USE
    today = House.day_of(SystemClock().now())
    example = make_example(load_form(folders[procedure]), random.SystemRandom(), today)
    print(json.dumps(example, ensure_ascii=False, indent=2))
    return DONE
