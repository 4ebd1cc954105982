"""The demonstration's dock: lay invented cards, read the citizen's telephone, let devices fail."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtPdf import QPdfDocument
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.catalogue.demo import load_demo
from kiosk.ports import CanFail, HasTelephone, HasTray, Received, SystemFault, TakesCards
from kiosk.services.demo import fill_demo_register
from kiosk.services.house import LAW_TIME
from kiosk.settings import resources_dir
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_LOG = logging.getLogger(__name__)
_LOOK_MS = 400
_HAND_MS = 1200
"""How long the hand that lifts early lets the card lie where no reader takes notice of it."""

_MOST_MESSAGES = 12
_LIFTED_EARLY = "lifted_early"
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9]{6}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look at the devices found."""

    faults: Mapping[str, str]
    messages: tuple[Received, ...] = field(repr=False)
    sheets: int


@QmlElement
@QmlSingleton
class Dock(QObject):
    """What lies beside the kiosk's picture in a demonstration.

    Each device shows only where the one of the settings can be handled so. The devices are
    looked at from another thread, so what others do to them shows here, too.
    """

    changed = Signal()
    cardsChanged = Signal()
    messagesChanged = Signal()
    _looked = Signal(object)

    def __init__(self, touch: Touch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._devices = _devices(touch)
        self._demo = load_demo(resources_dir() / "demo")
        self._lying = ""
        self._lifting = False
        self._pages: dict[Path, int] = {}
        self._looking = False
        self._seen = _Seen({}, (), 0)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._hand = QTimer(self, singleShot=True, interval=_HAND_MS)
        self._hand.timeout.connect(self.takeAway)
        self._looked.connect(self._show, Qt.ConnectionType.QueuedConnection)
        touch.look.languageChanged.connect(self.cardsChanged)

    @staticmethod
    def create(engine: QQmlEngine) -> "Dock":
        """The engine's own one."""
        return offered(engine, Dock)

    def start(self) -> None:
        """Clear the reader, fill the register where it is empty, and begin to look."""
        self.takeAway()
        self._touch.work.behind(self._seed)
        self._look()
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._hand.stop()

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property("QVariantList", notify=cardsChanged)
    def cards(self) -> list[dict[str, str]]:
        """The cards to lay: code, label, words; empty where the reader takes none."""
        if not isinstance(self._devices.get("reader"), TakesCards):
            return []
        chinese = self._touch.look.language == "zh"
        return [
            {
                "code": card.id,
                "label": card.label.zh if chinese else card.label.en,
                "words": card.words.zh if chinese else card.words.en,
            }
            for card in self._demo.cards
        ]

    @Property(str, notify=changed)
    def lying(self) -> str:
        """The code of the card that lies on the reader; empty: none."""
        return self._lying

    @Property(bool, constant=True)
    def canLiftEarly(self) -> bool:
        """Whether the reader knows a card that is lifted while it is being read."""
        return _LIFTED_EARLY in self._faults_of("reader")

    @Property("QVariantList", constant=True)
    def devices(self) -> list[dict[str, object]]:
        """The devices that can fail: device, faults."""
        return [
            {"device": device, "faults": [one for one in known if one != _LIFTED_EARLY]}
            for device in self._devices
            if (known := self._faults_of(device))
        ]

    @Property("QVariantMap", notify=changed)
    def faults(self) -> dict[str, str]:
        """What each device suffers; empty: it is well."""
        return dict(self._seen.faults)

    @Property(bool, constant=True)
    def hasTelephone(self) -> bool:
        """Whether the gateway's messages can be seen."""
        return isinstance(self._devices.get("gateway"), HasTelephone)

    @Property("QVariantList", notify=messagesChanged)
    def messages(self) -> list[dict[str, str]]:
        """The telephone's messages, newest first: time, mobile, text, code."""
        return [
            {
                "time": f"{message.at.astimezone(LAW_TIME):%H:%M}",
                "mobile": message.mobile,
                "text": message.text,
                "code": found[0] if (found := _CODE.search(message.text)) else "",
            }
            for message in self._seen.messages
        ]

    @Property(bool, constant=True)
    def hasTray(self) -> bool:
        """Whether the printer's sheets can be counted."""
        return isinstance(self._devices.get("printer"), HasTray)

    @Property(int, notify=changed)
    def sheets(self) -> int:
        """How many printed pages lie in the tray."""
        return self._seen.sheets

    @Slot(str)
    def lay(self, code: str) -> None:
        """Put that card on the reader, in place of the one that lies there."""
        self._lay(code)

    @Slot()
    def takeAway(self) -> None:
        """Take the card from the reader."""
        reader = self._devices.get("reader")
        if isinstance(reader, TakesCards):
            reader.take_away()
        if self._lifting:
            self._lifting = False
            self.setFault("reader", "")
        self._hand.stop()
        self._lying = ""
        self.changed.emit()

    @Slot(str)
    def liftEarly(self, code: str) -> None:
        """Put the card on the reader and take it away while it is being read."""
        self.takeAway()
        self.setFault("reader", _LIFTED_EARLY)
        self._lifting = True
        self._lay(code)
        self._hand.start()

    @Slot(str, str)
    def setFault(self, device: str, fault: str) -> None:
        """Let a device fail, or be well again."""
        found = self._devices.get(device)
        if isinstance(found, CanFail):
            found.set_fault(fault)
            self._seen = _Seen(
                {**self._seen.faults, device: fault}, self._seen.messages, self._seen.sheets
            )
            self.changed.emit()

    # ── the devices ──────────────────────────────────────────────────────────────────────────
    def _lay(self, code: str) -> None:
        reader = self._devices.get("reader")
        card = next((one for one in self._demo.cards if one.id == code), None)
        if card is not None and isinstance(reader, TakesCards):
            reader.lay(card.content)
            self._lying = code
            self.changed.emit()

    def _faults_of(self, device: str) -> tuple[str, ...]:
        found = self._devices.get(device)
        return tuple(found.faults) if isinstance(found, CanFail) else ()

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._touch.work.behind(lambda: self._looked.emit(self._see()))

    def _see(self) -> _Seen | None:
        try:
            gateway, printer = self._devices.get("gateway"), self._devices.get("printer")
            return _Seen(
                {
                    name: one.fault
                    for name, one in self._devices.items()
                    if isinstance(one, CanFail)
                },
                tuple(gateway.received(_MOST_MESSAGES))
                if isinstance(gateway, HasTelephone)
                else (),
                sum(map(self._pages_of, printer.tray())) if isinstance(printer, HasTray) else 0,
            )
        except (OSError, SystemFault) as error:
            _LOG.warning("the dock sees nothing: %s", type(error).__name__)
            return None

    def _pages_of(self, file: Path) -> int:
        if file not in self._pages:
            document = QPdfDocument()
            document.load(str(file))
            self._pages[file] = document.pageCount()
            document.close()
        return self._pages[file]

    def _show(self, seen: _Seen | None) -> None:
        self._looking = False
        if seen is None or seen == self._seen:
            return
        before, self._seen = self._seen, seen
        if seen.messages != before.messages:
            self.messagesChanged.emit()
        if self._lifting and seen.faults.get("reader") != _LIFTED_EARLY:
            self._lifting = False  # the reader's own hand was quicker
            self.takeAway()
        self.changed.emit()

    def _seed(self) -> None:
        try:
            added = fill_demo_register(self._touch.house, self._demo.register_)
            _LOG.info("the demonstration's register: %s names added", added)
        except SystemFault as fault:
            _LOG.warning("the demonstration's register stays as it is: %s", fault.code)


def _devices(touch: Touch) -> dict[str, object]:
    """Those of the settings that there are, by the name the dock gives them."""
    services = touch.services
    makers: dict[str, Callable[[], object]] = {
        "reader": lambda: services.card_reader,
        "printer": lambda: services.printer,
        "gateway": lambda: services.gateway,
    }
    found: dict[str, object] = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except SystemFault as fault:
            _LOG.info("no %s on the dock: %s", name, fault.code)
    return found
