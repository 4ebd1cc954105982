"""Stand before the real application: assembled services, real pages, emulated devices."""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from kiosk.assembly import Services, assemble
from kiosk.ports import Clock
from kiosk.settings import load_settings
from kiosk.ui.touch.app import Shown, Window, make_application, show
from tests.builders import identity
from tests.screens.person import Person

Desk = TypeVar("Desk", bound=QObject)

CARD = {
    "name": "陈安柏",
    "sex": "1",
    "nation": "汉",
    "birth": "19950607",
    "address": "江苏省昆山市玉山镇示例新村8幢301室",
    "number": identity(),
    "issuer": "示例市公安局",
    "from": "20160607",
    "to": "20360607",
}
"""An invented person: the prefix was given up before the birth."""

_NEVER_MS = 86_400_000


class AtKiosk(Person):
    """The kiosk's window, and what lies on its reader."""

    def __init__(self, services: Services, shown: Shown) -> None:
        self.services = services
        self.shown = shown
        self.window = shown.window
        self.sitting = shown.sitting
        self._touch = QTest.createTouchDevice()

    def desk(self, kind: type[Desk]) -> Desk:
        """The view-model of that class."""
        return next(desk for desk in self.shown.desks if isinstance(desk, kind))

    @property
    def page(self) -> str:
        """The page that shows."""
        return self.sitting.page

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.services.settings.data

    def lay(self, card: dict[str, str] | None = None) -> None:
        """Lay a card on the emulated reader."""
        self.services.card_reader.lay(json.dumps(card or CARD).encode())

    def messages(self) -> list[str]:
        """What arrived on the citizen's telephone, oldest first."""
        files = sorted((self.data / "sms").glob("2*.txt"))
        return [file.read_text("utf-8").partition("\n\n")[2] for file in files]

    def come_to(self, page: str, seconds: float = 20) -> None:
        """Wait until that page shows and stands still."""
        self.wait(
            lambda: self.page == page and not self.find("page_host").property("sliding"), seconds
        )
        self.settle(60)  # what slid out goes, what came in takes its focus


@contextmanager
def at_kiosk(
    data: Path,
    size: tuple[int, int] = (1080, 1920),
    toml: str = "",
    *,
    demo: bool = False,
    clock: Clock | None = None,
    doubles: Mapping[str, object] | None = None,
) -> Iterator[AtKiosk]:
    """Open the application over a data folder. AssertionError at the end for what QML warned of.

    ``doubles`` stand in for those parts of the services that depend on the machine. Seconds in
    which nobody touches anything are counted by the tests' own ``tick`` alone, or a slow machine
    would count others between.
    """
    data.mkdir(parents=True, exist_ok=True)
    config = data / "kiosk.toml"
    config.write_text(toml, encoding="utf-8")
    environment = {"KIOSK_DATA": str(data), "KIOSK_CONFIG": str(config)}
    with ExitStack() as stack:
        services = stack.enter_context(assemble(load_settings(environment), clock))
        vars(services).update(doubles or {})
        make_application()
        shown = stack.enter_context(show(services, Window(*size), demo=demo))
        kiosk = AtKiosk(services, shown)
        kiosk.sitting.idle._timer.setInterval(_NEVER_MS)
        kiosk.settle(100)
        yield kiosk
    assert shown.said == [], "\n".join(shown.said)
