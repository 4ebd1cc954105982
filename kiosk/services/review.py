"""What was answered, as the citizen reads it before signing: grouped by step, numbers masked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.catalogue.procedure import Procedure
from kiosk.domain.address import address_of
from kiosk.domain.answers import Answers, Json
from kiosk.domain.form import Field, Kind, Page, Step
from kiosk.domain.identity_number import mask_identity_number
from kiosk.domain.mobile import mask_mobile
from kiosk.domain.path import effective, steps_for
from kiosk.services.house import House
from kiosk.services.naming import name_of

_MASKS = {
    Kind.IDENTITY_NUMBER: mask_identity_number,
    Kind.MOBILE: mask_mobile,
    Kind.TELEPHONE: mask_mobile,
}
_BARE = frozenset({Kind.CAPITAL, Kind.COUNT, Kind.FLAG, Kind.RECORDS})
_SIGNED = frozenset({Kind.DECLARATION, Kind.STROKES})
_FIRST = frozenset(
    {
        "proprietor.name",
        "proprietor.id_number",
        "proprietor.mobile",
        "scope.items",
        "premises",
        "name",
        "particulars.composition",
        "particulars.family_members",
        "particulars.capital",
    }
)
"""What the register will hold; the rest of a step stands smaller below it."""

_ADDRESS = frozenset(
    f"premises.{part}"
    for part in (
        "division", "town", "village", "road", "number", "building", "room", "landmark",
        "platform_name", "platform_shop", "platform_url", "more_shops",
    )
)  # fmt: skip
"""Answers that are read as one address."""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One answer, or several that are read as one; ``first`` ones are what the register holds.

    The value of a ``bare`` one says nothing without its label.
    """

    id: str
    label: str
    value: str = field(repr=False)
    first: bool
    bare: bool = False


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """A step with everything that was answered in it."""

    step_id: str
    title: str
    lines: tuple[ReviewLine, ...]


def review(
    house: House, procedure: str, answers: Answers, language: str = "zh"
) -> tuple[ReviewGroup, ...]:
    """Every answer and every default that will be handed in, step by step.

    Numbers of identity documents and telephones are masked; declarations and the signature are
    left to the page, which asks for them.
    """
    known = house.procedures[procedure]
    meant = effective(known.form, answers)
    reader = _Reader(house, known, meant, language)
    groups = (
        ReviewGroup(step.id, step.label(language), tuple(reader.lines(step)))
        for step in steps_for(known.form, answers)
        if step.page is not Page.REVIEW
    )
    return tuple(group for group in groups if group.lines)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Says answers in one language."""

    house: House
    procedure: Procedure
    answers: Answers
    language: str

    def lines(self, step: Step) -> Iterator[ReviewLine]:
        """The lines of a step; those that stand for several answers at the place of their first."""
        told: set[str] = set()
        for item in step.fields:
            whole = self._whole_of(item.id)
            if whole in told or item.id not in self.answers or item.kind in _SIGNED:
                continue
            told.add(whole)
            value = self._value_of_whole(whole) or self.value(item, self.answers[item.id])
            if value:
                bare = whole == item.id and item.kind in _BARE
                yield ReviewLine(whole, self._label(whole, item), value, whole in _FIRST, bare)

    def value(self, item: Field, value: Json) -> str:
        """An answer in words; an unknown code stays as it is."""
        reference = self.house.reference
        if isinstance(value, bool):
            return self._words("interview_yes" if value else "interview_no")
        if isinstance(value, list):
            between = "；" if self.language == "zh" else "; "
            return between.join(self._member(item, part) for part in value)
        text = str(value)
        if item.kind in _MASKS:
            return _MASKS[item.kind](text)
        if item.kind in {Kind.DIVISION, Kind.TOWN, Kind.VILLAGE}:
            return reference.divisions.name_of(text) or text
        if item.kind in {Kind.SCOPE_ITEM, Kind.SCOPE_ITEMS}:
            scope = reference.scope.get(text)
            return scope.name_in(self.language) if scope else text
        return self._choice(item, text) or text

    def _member(self, item: Field, part: Json) -> str:
        if not isinstance(part, Mapping):
            return self.value(item, part)
        said = (
            self.value(member, part[member.id]) for member in item.members if part.get(member.id)
        )
        return " ".join(said)

    def _choice(self, item: Field, code: str) -> str:
        chosen = next((choice for choice in item.choices if choice.code == code), None)
        return (chosen.labels.get(self.language) or chosen.labels["zh"]) if chosen else ""

    @staticmethod
    def _whole_of(field_id: str) -> str:
        if field_id in _ADDRESS:
            return "premises"
        return "name" if field_id.startswith("name.") else field_id

    def _value_of_whole(self, whole: str) -> str:
        if whole == "premises":
            reference = self.house.reference
            return address_of(self.answers, reference.divisions, reference.address_wording).text
        if whole == "name":
            name = name_of(self.house, self.answers)
            none = self.procedure.form.field("name.none")
            return name.full if name else none.label(self.language) if none else ""
        return ""

    def _label(self, whole: str, item: Field) -> str:
        is_whole = whole in {"premises", "name"}
        return self._words(f"licence_{whole}") if is_whole else item.label(self.language)

    def _words(self, key: str) -> str:
        return self.procedure.texts[self.language].text(f"labels.{key}")
