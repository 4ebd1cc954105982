"""A procedure as data: its form, rules, words, papers and their looks, messages and notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue.documents import DocumentDesign, load_document
from kiosk.catalogue.forms import load_form
from kiosk.catalogue.notices import Notices, load_notices
from kiosk.catalogue.papers import Papers, load_papers
from kiosk.catalogue.privacy import load_privacy
from kiosk.catalogue.rules import load_rule_set
from kiosk.catalogue.source import CatalogueError, Finding
from kiosk.catalogue.texts import Texts, load_texts
from kiosk.domain.form import Form
from kiosk.domain.privacy import PrivacyNotice
from kiosk.domain.rules import RuleSet
from kiosk.domain.states import Severity

HOME = "establishment"
"""The stock procedure whose words for problems and look of papers an operator's own one shares."""

_BY_A_PERSON = frozenset({Severity.REFER, Severity.HAND_OVER})


@dataclass(frozen=True, slots=True)
class Procedure:
    """Everything a procedure's folder holds, checked."""

    form: Form
    rules: RuleSet
    texts: Mapping[str, Texts]  # by language
    papers: Papers
    design: DocumentDesign
    notices: Notices
    privacy: PrivacyNotice


def load_procedure(folder: Path, home: Path | None = None) -> Procedure:
    """Read a folder of ``forms/``; texts and document.yaml that it lacks are those of ``home``.

    Raises CatalogueError with file and line, also for one that ends in a receipt and whose
    rules might decide without a person, or whose papers lack what a licence needs.
    """
    form = load_form(folder)

    def place_of(file: str) -> Path:
        return folder if home is None or (folder / file).is_file() else home

    procedure = Procedure(
        form=form,
        rules=load_rule_set(folder),
        texts=load_texts(place_of("texts.zh.yaml"), form),
        papers=load_papers(folder),
        design=load_document(place_of("document.yaml")),
        notices=load_notices(folder),
        privacy=load_privacy(folder),
    )
    for finding in _faults(procedure, folder):
        raise CatalogueError(*finding)
    return procedure


def load_procedures(forms: Path, more: Path | None = None) -> dict[str, Procedure]:
    """Every procedure that has a form, by its name: the stock ones, then those of ``more``.

    Raises CatalogueError also for one in ``more`` that has the name of a stock one.
    """
    found = {folder.name: load_procedure(folder) for folder in folders_of(forms)}
    for folder in folders_of(more) if more else ():
        if folder.name in found:
            raise CatalogueError(str(folder / "form.yaml"), 1, f"{folder.name} is there already")
        found[folder.name] = load_procedure(folder, forms / HOME)
    return found


def folders_of(*roots: Path) -> Iterator[Path]:
    """The folders of procedures below each root, in order of their names."""
    for root in roots:
        yield from sorted(path.parent for path in root.glob("*/form.yaml"))


def _faults(procedure: Procedure, folder: Path) -> Iterator[Finding]:
    form, rules = procedure.form, procedure.rules.rules
    if form.procedure != folder.name:
        yield Finding(str(folder / "form.yaml"), 1, f"procedure must be {folder.name}")
    if form.gives_licence:
        for lacking in procedure.papers.lacking_for_a_licence():
            yield Finding(str(folder / "papers.yaml"), 1, f"{lacking} is missing")
        return
    for rule in rules:
        if rule.on_fail is Severity.REFUSE:
            message = f"{rule.id} refuses; a form that ends in a receipt is for a person to decide"
            yield Finding(str(folder / "rules.yaml"), 1, message)
    if not any(
        rule.fact == "filing.for_person"
        and rule.operator == "is_false"
        and rule.on_fail in _BY_A_PERSON
        and rule.until is None
        and rule.since <= form.since
        for rule in rules
    ):
        message = "no rule refers what is filing.for_person, from the day the form is in force"
        yield Finding(str(folder / "rules.yaml"), 1, message)
