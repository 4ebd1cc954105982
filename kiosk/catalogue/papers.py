"""The words of the papers beside the licence, from ``papers.yaml`` of a procedure."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.catalogue.source import load_model


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Paper(_Model):
    """One paper: its title, the law it rests on, its sentences and its table's heading."""

    title: str
    basis: str
    sealed: bool
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...] = ()
    table: str = ""
    header: tuple[str, ...] = ()
    labels: dict[str, str] = {}


class ApplicationForm(Paper):
    """The application form for the archive has more words of its own."""

    declarations_heading: str
    family_heading: str
    family_header: tuple[str, ...]
    signed: str
    unsigned: str
    accepted: str


class Papers(_Model):
    """All papers of a procedure and the words they share."""

    version: str
    application_form: ApplicationForm
    approval_notice: Paper
    receipt: Paper
    correction_list: Paper
    refusal_notice: Paper
    labels: dict[str, str]


def load_papers(folder: Path) -> Papers:
    """Read ``papers.yaml``. Raises CatalogueError with file and line."""
    return load_model(folder / "papers.yaml", Papers)
