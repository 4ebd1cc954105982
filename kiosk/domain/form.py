"""A procedure's form: steps of fields, each of a kind, shown and required under conditions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from kiosk.domain.answers import Json

Words: TypeAlias = Mapping[str, str]
"""The same words in each language: ``{"zh": …, "en": …}``."""

Value: TypeAlias = Callable[[str], Json]
"""Looks an answer up by its field id; None when there is neither answer nor default."""

LONG_TERM = "长期"
"""What stands on a card in place of its last day of validity."""


class Kind(StrEnum):
    """What a field asks for. The set is closed: each kind has one JSON shape and one check."""

    TEXT = "text"
    PERSON_NAME = "person_name"
    IDENTITY_NUMBER = "identity_number"
    MOBILE = "mobile"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    EMAIL = "email"
    WEB_ADDRESS = "web_address"
    DATE = "date"
    EXPIRY = "expiry"  # a date or LONG_TERM
    NATION = "nation"
    CHOICE = "choice"
    FLAG = "flag"
    DECLARATION = "declaration"  # a flag that must be true
    CAPITAL = "capital"
    COUNT = "count"
    SCOPE_ITEM = "scope_item"
    SCOPE_ITEMS = "scope_items"
    DIVISION = "division"
    TOWN = "town"
    VILLAGE = "village"
    TEXTS = "texts"
    RECORDS = "records"
    STROKES = "strokes"


@dataclass(frozen=True, slots=True)
class Is:
    """Holds when the field's answer or default is one of ``values``."""

    field: str
    values: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every part holds; with no parts always."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 (``Any`` would be taken for typing's)
    """Holds when some part holds; with no parts never."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when its part does not."""

    part: "Condition"


Condition: TypeAlias = Is | All | Any_ | Not

ALWAYS = All()
NEVER = Any_()


def holds(condition: Condition, value: Value) -> bool:
    """Whether the condition holds for the answers that ``value`` looks up."""
    match condition:
        case Is(field_id, values):
            found = value(field_id)
            return any(type(found) is type(wanted) and found == wanted for wanted in values)
        case All(parts):
            return all(holds(part, value) for part in parts)
        case Any_(parts):
            return any(holds(part, value) for part in parts)
        case Not(part):
            return not holds(part, value)


def fields_of(condition: Condition) -> Iterator[str]:
    """Every field id that the condition asks about."""
    match condition:
        case Is(field_id, _):
            yield field_id
        case All(parts) | Any_(parts):
            for part in parts:
                yield from fields_of(part)
        case Not(part):
            yield from fields_of(part)


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: the code that is stored and the words that are shown."""

    code: str
    labels: Words


@dataclass(frozen=True, slots=True)
class Draw:
    """How an example answer is drawn: one of ``lead``, then ``least`` to ``most`` of ``pool``."""

    pool: str
    least: int
    most: int
    lead: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Field:
    """One question.

    ``shown`` and ``required`` are judged on answers and defaults. ``prefill`` names where an
    answer may come from before the citizen types, best source first (``card.name``).
    ``personal`` answers are masked on screen and never logged. ``members`` are the fields of
    each entry of a RECORDS field; their ids are plain words. ``offers`` are answers that a touch
    gives; the answer falls when that of a field in ``falls_with`` changes.
    """

    id: str
    kind: Kind
    labels: Words
    helps: Words = field(default_factory=dict)
    shown: Condition = ALWAYS
    required: Condition = NEVER
    default: Json = None
    choices: tuple[Choice, ...] = ()
    prefill: tuple[str, ...] = ()
    personal: bool = False
    longest: int = 100  # characters of a text, entries of a list
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    members: tuple["Field", ...] = ()
    example: Json = None
    draw: Draw | None = None
    offers: tuple[str, ...] = ()
    falls_with: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """What the field is called; Chinese where the language has no word for it."""
        return self.labels.get(language) or self.labels.get("zh", self.id)

    def help(self, language: str) -> str:
        """One gentle sentence for whoever hesitates, or nothing."""
        return self.helps.get(language, "")


class Page(StrEnum):
    """How a step is drawn: by its fields alone, or by a page made for what it asks."""

    FIELDS = "fields"
    IDENTIFY = "identify"
    MOBILE = "mobile"
    TRADE = "trade"
    PREMISES = "premises"
    NAME = "name"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Step:
    """A screenful of fields, in the order in which they are asked.

    ``title`` is the question a page puts; ``again_after`` names fields of other steps whose
    change makes this step be looked at again.
    """

    id: str
    labels: Words
    fields: tuple[Field, ...]
    page: Page = Page.FIELDS
    titles: Words = field(default_factory=dict)
    again_after: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """What the page asks; the step's name where it asks nothing of its own."""
        return self.titles.get(language) or self.label(language)

    def label(self, language: str) -> str:
        """What the step is called."""
        return self.labels.get(language) or self.labels.get("zh", self.id)


@dataclass(frozen=True)
class Form:
    """All questions of a procedure; field ids are unique in it.

    ``invitations`` and ``invitation_words`` are what the first page offers it with. Without
    ``gives_licence`` it ends in a receipt: what was answered waits for a person.
    """

    procedure: str
    version: str
    since: date
    labels: Words
    steps: tuple[Step, ...]
    invitations: Words = field(default_factory=dict)
    invitation_words: Words = field(default_factory=dict)
    gives_licence: bool = True

    @cached_property
    def _by_id(self) -> dict[str, Field]:
        return {item.id: item for step in self.steps for item in step.fields}

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in the order of the steps."""
        return tuple(self._by_id.values())

    def field(self, field_id: str) -> Field | None:
        """The field of that id, or None."""
        return self._by_id.get(field_id)

    def label(self, place: str, language: str) -> str:
        """What a place is called: a field, or a member such as ``scope.permits[0].number``."""
        head, bracket, rest = place.partition("[")
        owner = self.field(head)
        if owner is None:
            return place
        if not bracket:
            return owner.label(language)
        index, _, member_id = rest.partition("].")
        words = f"{owner.label(language)} {int(index.rstrip(']')) + 1}"
        member = next((m for m in owner.members if m.id == member_id), None)
        return f"{words} · {member.label(language)}" if member else words

    def choice_label(self, field_id: str, code: str, language: str) -> str:
        """The words of a choice's code; empty when there is no such field or choice."""
        owner = self.field(field_id)
        for choice in owner.choices if owner else ():
            if choice.code == code:
                return choice.labels.get(language) or choice.labels["zh"]
        return ""

    def prefill(self) -> dict[str, str]:
        """The best prefill source of every field that has one."""
        return {item.id: item.prefill[0] for item in self.fields if item.prefill}
