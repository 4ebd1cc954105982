"""Check every procedure's data files and say what is wrong, with file and line."""

from collections.abc import Callable, Iterable
from pathlib import Path

from kiosk.catalogue.forms import load_form
from kiosk.catalogue.source import CatalogueError, Finding
from kiosk.catalogue.texts import faults_of_texts


def _faults_of_form(folder: Path) -> Iterable[Finding]:
    form = load_form(folder)
    if form.procedure != folder.name:
        yield Finding(str(folder / "form.yaml"), 1, f"procedure must be {folder.name}")


LINTERS: tuple[Callable[[Path], Iterable[Finding]], ...] = (_faults_of_form, faults_of_texts)
"""What is asked of each procedure's folder; a linter may raise CatalogueError."""


def lint_forms(root: Path) -> list[Finding]:
    """Every fault of the procedures under ``root`` (folders with a ``form.yaml``), in order."""
    findings: list[Finding] = []
    folders = sorted(path.parent for path in root.glob("*/form.yaml"))
    if not folders:
        return [Finding(str(root), 1, "holds no procedure with a form.yaml")]
    for folder in folders:
        for linter in LINTERS:
            try:
                findings += linter(folder)
            except CatalogueError as error:
                findings += error.findings
    return list(dict.fromkeys(findings))
