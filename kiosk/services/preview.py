"""What the licence would say now: its lines as far as the answers carry, in the licence's words."""

from dataclasses import dataclass, field

from kiosk.catalogue.documents import Column, DocumentDesign
from kiosk.domain.address import PremisesKind, address_of
from kiosk.domain.answers import Answers
from kiosk.domain.path import effective
from kiosk.services.house import House
from kiosk.services.naming import name_of
from kiosk.services.papers import copies_of, copy_label

_WRITTEN_BY = {
    "name": "name.",
    "proprietor": "proprietor.name",
    "scope": "scope.",
    "composition": "particulars.composition",
    "premises": "premises.",
}
"""Which answers write which line; the other lines are the authority's."""

_NO_PLACE_YET = frozenset(
    f"premises.{part}" for part in ("kind", "division", "commitment", "residence")
)
"""Answers about the premises that do not yet tell where they are."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of the licence; ``before`` + ``brand`` + ``after`` is its text, empty until known.

    Only the name has a brand; ``waiting`` tells that the brand is still to come.
    """

    key: str
    label: str
    before: str = field(default="", repr=False)
    brand: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    waiting: bool = False

    @property
    def text(self) -> str:
        """The whole line."""
        return self.before + self.brand + self.after


@dataclass(frozen=True, slots=True)
class LicencePreview:
    """The 副本 as it stands now: its two columns, and what surrounds them."""

    left: tuple[PreviewLine, ...]
    right: tuple[PreviewLine, ...]
    authority: str
    copy_number: str
    specimen: bool

    @property
    def lines(self) -> tuple[PreviewLine, ...]:
        """All lines in the order in which they are read."""
        return (*self.left, *self.right)


def preview(house: House, procedure: str, answers: Answers) -> LicencePreview:
    """The licence that these answers would give today, with nothing made up.

    What is not answered is empty, but for what a default settles. Unknown scope items are left
    out: what is wrong with them is told by the form's checks.
    """
    known = house.procedures[procedure]
    values = _values(house, procedure, answers)
    design = known.design

    def column(of: Column) -> tuple[PreviewLine, ...]:
        return tuple(
            _name_line(house, item.label, effective(known.form, answers), answers, design)
            if item.key == "name"
            else PreviewLine(item.key, item.label, before=values[item.key])
            for item in of.fields
        )

    layout = design.copy_layout
    return LicencePreview(
        left=column(layout.left),
        right=column(layout.right),
        authority=house.profile.authority,
        copy_number=copy_label(known.papers.labels, 1, copies_of(known.form, answers)),
        specimen=house.signer.specimen,
    )


def written_by(field_ids: frozenset[str]) -> frozenset[str]:
    """The lines that these fields write."""
    return frozenset(
        key
        for key, start in _WRITTEN_BY.items()
        if any(field_id.startswith(start) for field_id in field_ids)
    )


def _values(house: House, procedure: str, answers: Answers) -> dict[str, str]:
    known = house.procedures[procedure]
    labels, design = known.papers.labels, known.design
    meant = effective(known.form, answers)
    today = house.today()
    composition = meant.text("particulars.composition")
    return {
        "business_type": labels["business_type"],
        "proprietor": meant.text("proprietor.name"),
        "scope": _scope(house, meant),
        "composition": labels.get(composition, "") if composition else "",
        "registered_on": design.date.format(year=today.year, month=today.month, day=today.day),
        "premises": _premises(house, answers, meant),
    }


def _scope(house: House, meant: Answers) -> str:
    catalogue = house.reference.scope
    items = [text for text in meant.texts("scope.items") if catalogue.get(text)]
    online_only = meant.text("premises.kind") == PremisesKind.PLATFORM
    return catalogue.licence_text(items, online_only=online_only)


def _premises(house: House, answers: Answers, meant: Answers) -> str:
    given = {field_id for field_id in answers if field_id.startswith("premises.")}
    if given <= _NO_PLACE_YET:
        return ""
    return address_of(meant, house.reference.divisions, house.reference.address_wording).text


def _name_line(
    house: House, label: str, meant: Answers, answers: Answers, design: DocumentDesign
) -> PreviewLine:
    name = name_of(house, meant)
    if name is None:
        return PreviewLine("name", label, before=design.words.no_name)
    if not any(field_id.startswith("name.") for field_id in answers):
        return PreviewLine("name", label)
    return PreviewLine(
        "name",
        label,
        before=name.division + name.place,
        brand=name.brand,
        after=name.industry + name.organisation_form + name.suffix,
        waiting=not name.brand,
    )
