"""A procedure as data: its form, rules, words, papers and notices, loaded together."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue.forms import load_form
from kiosk.catalogue.notices import Notices, load_notices
from kiosk.catalogue.papers import Papers, load_papers
from kiosk.catalogue.rules import load_rule_set
from kiosk.catalogue.texts import Texts, load_texts
from kiosk.domain.form import Form
from kiosk.domain.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Procedure:
    """Everything a procedure's folder holds, checked."""

    form: Form
    rules: RuleSet
    texts: Mapping[str, Texts]  # by language
    papers: Papers
    notices: Notices


def load_procedure(folder: Path) -> Procedure:
    """Read a folder of ``forms/``. Raises CatalogueError with file and line."""
    form = load_form(folder)
    return Procedure(
        form=form,
        rules=load_rule_set(folder),
        texts=load_texts(folder, form),
        papers=load_papers(folder),
        notices=load_notices(folder),
    )


def load_procedures(forms: Path) -> dict[str, Procedure]:
    """Every procedure that has a form, by its name."""
    return {
        folder.name: load_procedure(folder)
        for folder in sorted(forms.iterdir())
        if (folder / "form.yaml").is_file()
    }
