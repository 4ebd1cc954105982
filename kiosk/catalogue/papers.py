"""The words of the papers beside the licence, from ``papers.yaml`` of a procedure."""

from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, model_validator

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
    signed_by_card: str
    unsigned: str
    accepted: str


BranchLabel = Literal["number", "received_at", "name", "seal"]
Material = Literal["form", "card", "typed", "declarations", "signature"]


class BranchReceipt(Paper):
    """What a branch hands out while its register cannot be reached; it has words of its own.

    ``by_message`` and ``by_visit`` say how the applicant learns the result.
    """

    rows: dict[BranchLabel, str]
    materials: dict[Material, str]
    by_message: str
    by_visit: str

    @model_validator(mode="after")
    def _says_everything(self) -> "BranchReceipt":
        missing = {*get_args(BranchLabel)} - self.rows.keys()
        missing |= {*get_args(Material)} - self.materials.keys()
        if missing:
            raise ValueError(f"has no words for {', '.join(sorted(missing))}")
        return self


class Spoken(_Model):
    """The same words in both languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The words; whatever is not English is Chinese."""
        return self.en if language == "en" else self.zh


class SlipState(_Model):
    """What a slip says of one state: the state in short, and what to do."""

    words: Spoken
    advice: tuple[Spoken, ...]


SlipLabel = Literal["number", "state", "name", "credit_code", "pickup_code"]
SlipStanding = Literal["received", "issued", "returned", "referred", "refused"]


class SlipWords(_Model):
    """The words of the slip for whom no message can reach; it is no official paper."""

    title: Spoken
    labels: dict[SlipLabel, Spoken]
    states: dict[SlipStanding, SlipState]
    reasons: Spoken
    code_by_message: Spoken
    unreached: Spoken
    closing: tuple[Spoken, ...]

    @model_validator(mode="after")
    def _says_everything(self) -> "SlipWords":
        missing = {"number", "state"} - self.labels.keys()
        missing |= {"received", "returned", "referred"} - self.states.keys()
        if missing:
            raise ValueError(f"has no words for {', '.join(sorted(missing))}")
        return self


class Papers(_Model):
    """All papers of a procedure and the words they share.

    One that gives no licence has neither an approval nor a refusal to write.
    """

    version: str
    application_form: ApplicationForm
    approval_notice: Paper | None = None
    receipt: Paper
    branch_receipt: BranchReceipt | None = None
    correction_list: Paper
    refusal_notice: Paper | None = None
    slip: SlipWords
    labels: dict[str, str]

    def lacking_for_a_licence(self) -> tuple[str, ...]:
        """What a procedure that ends in a licence would still have to say."""
        said = {
            "approval_notice": self.approval_notice is not None,
            "refusal_notice": self.refusal_notice is not None,
            "slip.states.issued": "issued" in self.slip.states,
            "slip.states.refused": "refused" in self.slip.states,
            **{f"slip.labels.{label}": label in self.slip.labels for label in _OF_LICENCES},
            **{f"labels.{label}": label in self.labels for label in _LABELS_OF_LICENCES},
        }
        return tuple(what for what, is_said in said.items() if not is_said)


_OF_LICENCES: tuple[SlipLabel, ...] = ("name", "credit_code", "pickup_code")
_LABELS_OF_LICENCES = (
    "no_name",
    "free_names",
    "individual",
    "family",
    "business_type",
    "copy_number",
)


def load_papers(folder: Path) -> Papers:
    """Read ``papers.yaml``. Raises CatalogueError with file and line."""
    return load_model(folder / "papers.yaml", Papers)
