"""What the citizen will do: trades at a touch, items of the catalogue, what the licence will say."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.catalogue.procedure import HOME
from kiosk.domain.address import PremisesKind
from kiosk.domain.answers import Json
from kiosk.domain.form import Page
from kiosk.domain.path import value_of
from kiosk.domain.scope import Openness, ScopeItem, Stage
from kiosk.domain.trades import Trade
from kiosk.services.fit_scope import items_needing_a_site, items_not_in_homes
from kiosk.ui.touch.finder import Finder
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.scope_rows import row_of, with_instead
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

ITEMS, MAIN, PERMITS, ONLINE = "scope.items", "scope.main", "scope.permits", "business.online"
_PROPOSED = ("name.industry", "name.organisation_form", ONLINE)
"""Answers that a trade brings along, until the citizen gives others."""


@QmlElement
@QmlSingleton
class TradeDesk(QObject):
    """Trades and items as the page shows them; the answers themselves are the sitting's."""

    changed = Signal()
    listChanged = Signal()

    def __init__(
        self, touch: Touch, sitting: Sitting, finder: Finder, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._finder = finder
        self._forget()
        sitting.on_wipe(self._forget)
        sitting.answersChanged.connect(self.changed)
        sitting.pageChanged.connect(self._arrive)
        touch.look.languageChanged.connect(self.listChanged)

    @staticmethod
    def create(engine: QQmlEngine) -> "TradeDesk":
        """The engine's own one."""
        return offered(engine, TradeDesk)

    def _forget(self) -> None:
        self._trade: Trade | None = None
        self._brought: tuple[str, ...] = ()  # items that the trade ticked and no finger touched
        self._proposed: dict[str, Json] = {}
        self._sought = ""
        self._listed: tuple[ScopeItem, ...] = ()
        self.listChanged.emit()
        self.changed.emit()

    def _arrive(self) -> None:
        self._finder.warm()
        if self._sitting.page == Page.TRADE:
            self._sought = ""
            self._list_anew()

    # ── trades ───────────────────────────────────────────────────────────────────────────────
    @Property("QVariant", notify=listChanged)
    def trades(self) -> list[dict[str, str]]:
        """The chips: what was sought, else the commonest; the touched one is always there."""
        trades = self._touch.house.reference.trades
        if self._sought:
            return self._chips(self._finder.scope.find_trades(self._sought))
        first = trades.first
        own = () if self._trade is None or self._trade in first else (self._trade,)
        return self._chips((*own, *first))

    @Property("QVariant", notify=listChanged)
    def groups(self) -> list[dict[str, object]]:
        """Every trade under its heading: ``{text, trades}``."""
        trades = self._touch.house.reference.trades
        language = self._touch.look.language
        return [
            {"text": group.label[language], "trades": self._chips(trades.of_group(group.id))}
            for group in trades.groups
        ]

    @Property(str, notify=changed)
    def trade(self) -> str:
        """The touched trade's code, empty when there is none."""
        return self._trade.code if self._trade else ""

    @Property(str, notify=listChanged)
    def tradeName(self) -> str:
        """What it is called."""
        return self._trade.label[self._touch.look.language] if self._trade else ""

    @Slot(str)
    def pick(self, code: str) -> None:
        """Touch a trade: its usual items are ticked in place of those another one brought.

        Touched again it takes back what it brought. What a finger ticked stays.
        """
        again = self._trade is not None and self._trade.code == code
        kept = [text for text in self._chosen if text not in self._brought]
        self._trade = None if again else self._touch.house.reference.trades.get(code)
        usual = self._usual()
        self._brought = tuple(text for text in usual if text not in kept)
        self._sought = ""
        self._sitting.set_answers({ITEMS: [*dict.fromkeys([*usual, *kept])]})
        self._propose()
        self._list_anew()

    def _usual(self) -> list[str]:
        """What the trade ticks by itself: nothing that needs its permit first or a company."""
        known = self._touch.house.reference.scope.get
        items = [known(text) for text in self._trade.items] if self._trade else []
        return [
            item.text
            for item in items
            if item and item.stage is not Stage.PRE and item.individual_ok is not Openness.NO
        ]

    def _propose(self) -> None:
        """Give the name and the online question what the trade suggests, unless answered."""
        trade, answers = self._trade, self._sitting.answers
        wanted: dict[str, Json] = dict.fromkeys(_PROPOSED)
        if trade is not None:
            wanted = dict(
                zip(
                    _PROPOSED,
                    (trade.industry, next(iter(trade.forms), None), trade.online or None),
                    strict=True,
                )
            )
        free = {
            field_id: value
            for field_id, value in wanted.items()
            if answers.get(field_id) == self._proposed.get(field_id)
            and self._sitting.form.field(field_id) is not None
        }
        self._proposed = {**wanted, **{key: None for key in wanted if key not in free}}
        self._sitting.set_answers(free)

    # ── items ────────────────────────────────────────────────────────────────────────────────
    @Property("QVariant", notify=listChanged)
    def rows(self) -> list[dict[str, Json]]:
        """The items on the page, as ``row_of`` gives them, with ``notHome`` and ``needsSite``."""
        scope, language = self._touch.house.reference.scope, self._touch.look.language
        house = self._touch.house
        procedure = self._sitting.form.procedure if self._sitting.wizard else HOME
        homes = items_not_in_homes(house, procedure)
        sites = items_needing_a_site(house, procedure)
        return [
            {
                **row_of(item, scope, language),
                "notHome": item.text in homes,
                "needsSite": item.text in sites,
            }
            for item in self._listed
        ]

    @Property(str, notify=listChanged)
    def listOf(self) -> str:
        """What the rows are: ``found``, ``trade``, ``chosen`` or ``nothing``."""
        if self._sought:
            return "found" if self._listed else "nothing"
        return "trade" if self._trade else "chosen"

    @Property("QVariant", notify=changed)
    def chosen(self) -> list[str]:
        """The ticked items, the main one first unless another was named."""
        return list(self._chosen)

    @Property("QVariant", notify=changed)
    def chosenChips(self) -> list[dict[str, str]]:
        """The ticked items as ``{code, text}``."""
        return [{"code": text, "text": text} for text in self._chosen]

    @Property(str, notify=changed)
    def main(self) -> str:
        """The main item: the one that was named, else the first."""
        return self._sitting.answers.text(MAIN) or next(iter(self._chosen), "")

    @Property(str, notify=changed)
    def mainClass(self) -> str:
        """The class of the main item (GB/T 4754-2017): its name and its code."""
        scope = self._touch.house.reference.scope
        item = scope.get(self.main)
        if item is None:
            return ""
        code = item.industry_class
        return f"{scope.classes.get(code, '')} {code}".strip()

    @Property("QVariant", notify=changed)
    def clashes(self) -> list[dict[str, Json]]:
        """Ticked items that do not go together, the worst first.

        Each is ``{items, names, returns, words}``.
        """
        scope, language = self._touch.house.reference.scope, self._touch.look.language
        return [
            {
                "items": [clash.one, clash.other],
                "names": [
                    item.name_in(language)
                    for text in (clash.one, clash.other)
                    if (item := scope.get(text))
                ],
                "returns": clash.returns,
                "words": clash.words.get(language, ""),
            }
            for clash in sorted(
                scope.advice.clashes(self._chosen), key=lambda clash: not clash.returns
            )
        ]

    @Property(bool, notify=changed)
    def stuck(self) -> bool:
        """Whether one of two items must go before the application can be approved."""
        clashes = self._touch.house.reference.scope.advice.clashes(self._chosen)
        return any(clash.returns for clash in clashes)

    @Property(bool, notify=changed)
    def tooMany(self) -> bool:
        """Whether so many are ticked that the licence's words become small."""
        return len(self._chosen) > self._touch.house.reference.scope.advice.many_items

    @Property(str, notify=changed)
    def licenceText(self) -> str:
        """The scope as the licence will print it."""
        reference, answers = self._touch.house.reference, self._sitting.answers
        known = [text for text in self._chosen if reference.scope.get(text)]
        online_only = answers.text("premises.kind") == PremisesKind.PLATFORM
        return reference.scope.licence_text(known, online_only=online_only)

    @Property("QVariant", notify=changed)
    def needsPermit(self) -> list[str]:
        """The permits that must be there before the licence, for what is ticked."""
        known = self._touch.house.reference.scope.get
        items = [known(text) for text in self._chosen]
        return [item.permit for item in items if item and item.stage is Stage.PRE]

    @Property(bool, notify=changed)
    def asksPermits(self) -> bool:
        """Whether to ask for permits: one is needed, or one was given."""
        return bool(self.needsPermit or self._sitting.answers.records(PERMITS))

    @Slot(str)
    def search(self, text: str) -> None:
        """List what fits the words; nothing typed lists what was listed before."""
        self._sought = text.strip()
        self._list_anew()

    @Slot(str)
    def toggle(self, code: str) -> None:
        """Tick an item or take its tick away; one that only companies may do stays untouched."""
        item = self._touch.house.reference.scope.get(code)
        if item is None or item.individual_ok is Openness.NO:
            return
        main = self._sitting.answers.text(MAIN)
        chosen: list[Json] = [text for text in self._chosen if text != code]
        if code not in self._chosen:
            chosen.append(code)
        self._brought = tuple(text for text in self._brought if text != code)
        self._sitting.set_answers({ITEMS: chosen})
        if main in chosen:
            self._sitting.set_answers({MAIN: main})
        if self._trade and not {*self._trade.items, *self._trade.also} & set(self._chosen):
            self._trade = None
            self._propose()
            self.listChanged.emit()

    @Slot(str)
    def setMain(self, code: str) -> None:
        """Name the main item among the ticked."""
        if code in self._chosen:
            self._sitting.set_answers({MAIN: code})

    # ── within ───────────────────────────────────────────────────────────────────────────────
    @property
    def _chosen(self) -> tuple[str, ...]:
        form = self._sitting.wizard.form if self._sitting.wizard else None
        found = value_of(form, self._sitting.answers, ITEMS) if form else None
        return tuple(str(text) for text in found) if isinstance(found, list) else ()

    def _list_anew(self) -> None:
        scope = self._touch.house.reference.scope
        if self._sought:
            self._listed = tuple(with_instead(self._finder.scope.find_items(self._sought), scope))
        else:
            trade = self._trade
            texts: Iterable[str] = self._chosen
            if trade:
                bundle = (item.text for item in scope.of_bundle(trade.code))
                usual = dict.fromkeys([*trade.items, *trade.also, *bundle])
                texts = dict.fromkeys([*(t for t in self._chosen if t not in usual), *usual])
            known = (scope.get(text) for text in texts)
            self._listed = tuple(item for item in known if item)
        self.listChanged.emit()
        self.changed.emit()

    def _chips(self, trades: Iterable[Trade]) -> list[dict[str, str]]:
        language = self._touch.look.language
        return [{"code": trade.code, "text": trade.label[language]} for trade in trades]
