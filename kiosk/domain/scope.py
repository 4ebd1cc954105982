"""Business scope: the catalogue's standard items and the text that the licence carries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.scope_advice import ScopeAdvice


class ItemKind(StrEnum):
    """What an item needs: nothing, a filing with a department, or a permit."""

    GENERAL = "general"
    FILING = "filing"
    PERMIT = "permit"


class Stage(StrEnum):
    """When the filing or permit is due, seen from the licence."""

    NONE = "none"
    FILING = "filing"
    POST = "post"  # licence first (先照后证)
    PRE = "pre"  # permit first (前置审批)


class Openness(StrEnum):
    """Whether an individual business may take the item."""

    YES = "yes"
    LIMITED = "limited"  # only in some cases: a person must look
    NO = "no"  # companies only


@dataclass(frozen=True, slots=True)
class ScopeItem:
    """One standard item; ``industry_class`` is a four-digit class of GB/T 4754-2017.

    ``plain`` explains it as people speak, ``name_en`` and ``plain_en`` in English; they and
    ``keywords`` are empty where nobody has written them.
    """

    text: str
    kind: ItemKind
    permit: str
    authority: str
    stage: Stage
    industry_class: str
    individual_ok: Openness
    bundles: tuple[str, ...] = ()
    unconfirmed: bool = True
    plain: str = ""
    name_en: str = ""
    plain_en: str = ""
    keywords: tuple[str, ...] = ()

    def name_in(self, language: str) -> str:
        """The item's name; in Chinese it is the one that the licence prints."""
        return self.name_en if language == "en" and self.name_en else self.text

    def plain_in(self, language: str) -> str:
        """What it means, as people speak; empty where nobody has written it."""
        return self.plain_en if language == "en" else self.plain


@dataclass(frozen=True, slots=True)
class PartWording:
    """How one part of the scope text opens, and the statutory words that close it."""

    kinds: frozenset[ItemKind]
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class ScopeWording:
    """The parts in the order in which they are printed, and the limit to online business."""

    parts: tuple[PartWording, ...]
    separator: str
    between: str
    online_only: str


@dataclass(frozen=True, slots=True)
class ScopeOrigin:
    """Where a catalogue comes from; ``sha256`` (hex) is that of its file."""

    version: str = ""
    sha256: str = ""
    imported: bool = False
    signed: bool = False


class ScopeCatalogue:
    """The items by their text, in the catalogue's order.

    ``classes`` are the names of the classes of four digits (GB/T 4754-2017).
    """

    def __init__(
        self,
        items: Iterable[ScopeItem],
        wording: ScopeWording,
        advice: ScopeAdvice | None = None,
        classes: Mapping[str, str] | None = None,
        origin: ScopeOrigin | None = None,
    ) -> None:
        self._items: Mapping[str, ScopeItem] = {item.text: item for item in items}
        self.wording = wording
        self.advice = (advice or ScopeAdvice()).within(self._items)
        self.classes = classes or {}
        self.origin = origin or ScopeOrigin()

    def __len__(self) -> int:
        return len(self._items)

    @property
    def items(self) -> tuple[ScopeItem, ...]:
        """Every item."""
        return tuple(self._items.values())

    def get(self, text: str) -> ScopeItem | None:
        """The item of that exact text."""
        return self._items.get(text)

    def of_bundle(self, bundle: str) -> tuple[ScopeItem, ...]:
        """The items a shop of that kind usually needs (便利店, 餐馆 …)."""
        return tuple(item for item in self.items if bundle in item.bundles)

    def licence_text(self, items: Sequence[str], *, online_only: bool = False) -> str:
        """The scope as the licence prints it, the items in their given order, each once.

        Raises KeyError for an item that the catalogue does not have.
        """
        chosen = [self._items[text] for text in dict.fromkeys(items)]
        parts = []
        for part in self.wording.parts:
            texts = [item.text for item in chosen if item.kind in part.kinds]
            if texts:
                parts.append(part.opening + self.wording.separator.join(texts) + part.closing)
        text = self.wording.between.join(parts)
        return text + self.wording.online_only if text and online_only else text
