"""Find one of many by a few letters: places, items of the scope catalogue, any list of choices."""

from functools import cached_property

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.answers import Json
from kiosk.domain.form import Kind
from kiosk.domain.scope import Openness
from kiosk.domain.scope_search import ScopeSearch
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_MOST = 12
_ITEMS = frozenset({Kind.SCOPE_ITEM, Kind.SCOPE_ITEMS})


@QmlElement
@QmlSingleton
class Finder(QObject):
    """Answers at every key; it keeps nothing of what was sought."""

    def __init__(self, touch: Touch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._warm = False

    @staticmethod
    def create(engine: QQmlEngine) -> "Finder":
        """The engine's own one."""
        return offered(engine, Finder)

    @cached_property
    def scope(self) -> ScopeSearch:
        """The search over items and trades."""
        house = self._touch.house
        return ScopeSearch(house.reference.scope, house.reference.trades, house.names.sounds)

    def warm(self) -> None:
        """Build the search before it is asked, off the GUI thread; safe to call again."""
        if not self._warm:
            self._warm = True
            self._touch.work.behind(self._build)

    def _build(self) -> None:
        assert self.scope is not None

    @cached_property
    def _counties(self) -> dict[str, str]:
        """Every county's full name by its code, those of the terminal's own city first."""
        divisions = self._touch.house.reference.divisions
        own = self._touch.house.profile.division
        codes = [code for code in divisions.county_names() if not code.endswith("00")]
        codes.sort(key=lambda code: (code[:4] != own[:4], code[:2] != own[:2], code))
        return {code: divisions.full_name_of(code) for code in codes}

    @Slot(str, str, "QVariantList", result="QVariant")
    def find(self, kind: str, text: str, choices: list[dict[str, str]]) -> list[dict[str, Json]]:
        """What fits the text, best first, as ``{code, text}``.

        Counties and items come from the catalogue, all else from ``choices``. Letters find
        names by their syllables or initials.
        """
        wanted = "".join(text.replace("'", "").split()).casefold()
        if not wanted:
            return []
        if kind in _ITEMS and not choices:
            return self._items(wanted)
        if kind == Kind.DIVISION:
            choices = [{"code": code, "text": name} for code, name in self._counties.items()]
        found = [choice for choice in choices if self._fits(choice["text"], wanted)]
        found.sort(key=lambda choice: choice["text"].casefold().find(wanted))
        return [dict(choice) for choice in found[:_MOST]]

    @Slot(str, str, result=str)
    def name(self, kind: str, value: str) -> str:
        """What a value of the kind is called, itself where it has no other name."""
        reference = self._touch.house.reference
        if kind in {Kind.DIVISION, Kind.TOWN, Kind.VILLAGE}:
            return reference.divisions.name_of(value) or value
        item = reference.scope.get(value) if kind in _ITEMS else None
        return item.name_in(self._touch.look.language) if item else value

    def _items(self, wanted: str) -> list[dict[str, Json]]:
        language = self._touch.look.language
        return [
            {"code": item.text, "text": item.name_in(language)}
            for item in self.scope.find_items(wanted, _MOST)
            if item.individual_ok is not Openness.NO
        ]

    def _fits(self, name: str, wanted: str) -> bool:
        """Whether the name holds the text, or its syllables or initials begin so at some place."""
        if wanted in name.casefold():
            return True
        if not (wanted.isascii() and wanted.isalpha()):
            return False
        first = [self._touch.house.names.sounds.of(one)[0] for one in name]
        whole, initials = "".join(first), "".join(sound[:1] for sound in first)
        return initials.find(wanted) >= 0 or whole.startswith(wanted)
