"""Load ``form.yaml``: from a file people edit to a form whose every reference is known good."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field as Described
from pydantic import StringConstraints, model_validator

from kiosk.catalogue.source import (
    CatalogueError,
    Finding,
    Source,
    Spot,
    Strict,
    as_model,
    read_yaml,
)
from kiosk.domain import form as domain
from kiosk.domain.form import ALWAYS, NEVER, Kind
from kiosk.domain.shape import fault_of_shape

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*(\.[a-z][a-z_]*)?$")]
Scalar = bool | int | str
Prefill = Literal[
    "card.name",
    "card.number",
    "card.kind",
    "card.sex",
    "card.nation",
    "card.address",
    "card.valid_until",
    "id_number.kind",
    "id_number.sex",
    "town.postcode",
]


class Words(Strict):
    """The same words in both languages."""

    zh: Text
    en: Text


class ConditionPart(Strict):
    """Exactly one of: a field with the values it must have, ``all``, ``any`` or ``not``."""

    field: FieldId | None = Described(None, description="the field whose answer is asked about")
    is_: Scalar | list[Scalar] | None = Described(
        None, alias="is", description="its value or values"
    )
    all: list["ConditionPart"] | None = None
    any: list["ConditionPart"] | None = None
    not_: "ConditionPart | None" = Described(None, alias="not")

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        given = [self.field, self.all, self.any, self.not_]
        if sum(part is not None for part in given) != 1:
            raise ValueError("a condition has exactly one of field, all, any, not")
        if (self.field is None) != (self.is_ is None):
            raise ValueError("field and is belong together")
        return self

    def to_domain(self) -> domain.Condition:
        """The condition as the path judges it."""
        if self.field is not None and self.is_ is not None:
            values = self.is_ if isinstance(self.is_, list) else [self.is_]
            return domain.Is(self.field, tuple(values))
        if self.not_ is not None:
            return domain.Not(self.not_.to_domain())
        if self.all is not None:
            return domain.All(tuple(part.to_domain() for part in self.all))
        return domain.Any_(tuple(part.to_domain() for part in self.any or ()))


class ChoicePart(Strict):
    """One choice: the code that files hold, and what people read."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    label: Words


class DrawPart(Strict):
    """How ``forms example`` invents an answer: one of ``lead``, then characters of ``pool``."""

    pool: Text
    least: int = Described(ge=1)
    most: int = Described(ge=1)
    lead: Text | list[Text] = Described("", description="texts, or a text of which one character")

    def to_domain(self) -> domain.Draw:
        """The draw as the domain makes it."""
        return domain.Draw(self.pool, self.least, self.most, tuple(self.lead) or ("",))


class FieldPart(Strict):
    """One question of the form."""

    id: FieldId
    kind: Kind
    label: Words
    help: Words | None = None
    shown_when: ConditionPart | None = Described(None, description="asked only when this holds")
    required: bool | ConditionPart = False
    default: Scalar | None = Described(None, description="what no answer means")
    choices: list[ChoicePart] = Described(default=[])
    prefill: list[Prefill] = Described(default=[], description="where an answer may come from")
    personal: bool = Described(default=False, description="masked on screen, never logged")
    longest: int = Described(100, ge=1, le=2000, description="characters, or entries of a list")
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    members: list["FieldPart"] = Described([], description="the fields of each entry of records")
    example: Scalar | list[Scalar | list[list[int]]] | None = None
    draw: DrawPart | None = None
    offers: list[Text] = Described([], description="answers that one touch gives")
    falls_with: list[FieldId] = Described(
        [], description="fields whose change takes this answer away"
    )

    def to_domain(self) -> domain.Field:
        """The field as the domain asks it."""
        required: domain.Condition = ALWAYS if self.required is True else NEVER
        if isinstance(self.required, ConditionPart):
            required = self.required.to_domain()
        plain = self.model_dump(include={"example", "default"})
        return domain.Field(
            id=self.id,
            kind=self.kind,
            labels=self.label.model_dump(),
            helps=self.help.model_dump() if self.help else {},
            shown=self.shown_when.to_domain() if self.shown_when else ALWAYS,
            required=required,
            default=plain["default"],
            choices=tuple(domain.Choice(c.code, c.label.model_dump()) for c in self.choices),
            prefill=tuple(self.prefill),
            personal=self.personal,
            longest=self.longest,
            minimum=self.minimum,
            maximum=self.maximum,
            members=tuple(member.to_domain() for member in self.members),
            example=plain["example"],
            draw=self.draw.to_domain() if self.draw else None,
            offers=tuple(self.offers),
            falls_with=tuple(self.falls_with),
        )


class StepPart(Strict):
    """One step of the way through the form."""

    id: FieldId
    label: Words
    page: domain.Page = Described(domain.Page.FIELDS, description="how the step is drawn")
    title: Words | None = Described(None, description="what the page asks")
    again_after: list[FieldId] = Described(
        [], description="fields of other steps whose change makes this step be looked at again"
    )
    fields: list[FieldPart] = Described(min_length=1)

    def to_domain(self) -> domain.Step:
        """The step as the path goes it."""
        return domain.Step(
            id=self.id,
            labels=self.label.model_dump(),
            fields=tuple(part.to_domain() for part in self.fields),
            page=self.page,
            titles=self.title.model_dump() if self.title else {},
            again_after=tuple(self.again_after),
        )


class InvitationPart(Strict):
    """How the first page offers the procedure."""

    title: Words
    words: Words


class FormFile(Strict):
    """A whole ``form.yaml``."""

    procedure: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
    version: Text
    since: date
    source: Text = Described(description="the official form it stands for")
    label: Words
    invitation: InvitationPart | None = Described(None, description="its words on the first page")
    gives: Literal["licence", "receipt"] = Described(
        "licence", description="what it ends in; with a receipt a person always decides"
    )
    steps: list[StepPart] = Described(min_length=1)


def load_form(folder: Path) -> domain.Form:
    """Read ``form.yaml`` of a procedure. Raises CatalogueError with every fault found."""
    source = read_yaml(folder / "form.yaml")
    file = as_model(source, FormFile)
    form = domain.Form(
        procedure=file.procedure,
        version=file.version,
        since=file.since,
        labels=file.label.model_dump(),
        invitations=file.invitation.title.model_dump() if file.invitation else {},
        invitation_words=file.invitation.words.model_dump() if file.invitation else {},
        steps=tuple(step.to_domain() for step in file.steps),
        gives_licence=file.gives == "licence",
    )
    findings = sorted(_faults(form, source), key=lambda finding: finding.line)
    if findings:
        raise CatalogueError(*findings[0], *findings[1:])
    return form


def _faults(form: domain.Form, source: Source) -> Iterator[Finding]:
    seen: set[str] = set()
    for step_index, step in enumerate(form.steps):
        known = seen | {item.id for item in step.fields}
        for index, item in enumerate(step.fields):
            spot: Spot = ("steps", step_index, "fields", index)
            if item.id in seen:
                yield _finding(source, (*spot, "id"), f"{item.id} stands in the form twice")
            seen.add(item.id)
            yield from _faults_of_field(item, known, source, spot)
    for step_index, step in enumerate(form.steps):
        for asked in sorted({*step.again_after} - seen):
            message = f"{step.id}: again_after names {asked}, which no step asks"
            yield _finding(source, ("steps", step_index, "again_after"), message)


def _faults_of_field(
    item: domain.Field, known: set[str], source: Source, spot: Spot
) -> Iterator[Finding]:
    for key, condition in (("shown_when", item.shown), ("required", item.required)):
        for asked in domain.fields_of(condition):
            if asked not in known:
                message = f"{item.id}: {key} asks about {asked}, which is not asked by then"
                yield _finding(source, (*spot, key), message)
    yield from _faults_of_links(item, known, source, spot)
    for key, kind, given in (
        ("choices", Kind.CHOICE, bool(item.choices)),
        ("members", Kind.RECORDS, bool(item.members)),
    ):
        if given != (item.kind is kind):
            yield _finding(source, (*spot, key), f"{item.id}: {key} belong to kind {kind}")
    codes = [choice.code for choice in item.choices]
    if len(set(codes)) < len(codes):
        yield _finding(source, (*spot, "choices"), f"{item.id}: a choice's code stands twice")
    for key, value in (("default", item.default), ("example", item.example)):
        if fault_of_shape(item, value) or (codes and value is not None and value not in codes):
            message = f"{item.id}: the {key} is no answer to a field of kind {item.kind}"
            yield _finding(source, (*spot, key), message)
    for index, member in enumerate(item.members):
        siblings = {one.id for one in item.members}
        yield from _faults_of_field(member, siblings, source, (*spot, "members", index))


def _faults_of_links(
    item: domain.Field, known: set[str], source: Source, spot: Spot
) -> Iterator[Finding]:
    for asked in item.falls_with:
        if asked not in known:
            message = f"{item.id}: falls_with names {asked}, which is not asked by then"
            yield _finding(source, (*spot, "falls_with"), message)
    for offer in item.offers:
        if fault_of_shape(item, offer):
            message = f"{item.id}: {offer} is no answer to a field of kind {item.kind}"
            yield _finding(source, (*spot, "offers"), message)


def _finding(source: Source, spot: Spot, message: str) -> Finding:
    return Finding(source.file, source.line_of(spot), message)
