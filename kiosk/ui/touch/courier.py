"""What goes on behind the screen: take up what was left, send notices, watch over the terminal."""

import logging
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.catalogue.readiness import Readiness, load_readiness
from kiosk.domain.records import Application
from kiosk.domain.wording import fill_in
from kiosk.ports import SystemFault
from kiosk.services.notify import DeliveryReport, deliver
from kiosk.services.out_of_service import is_out_of_service
from kiosk.services.printouts import take_up as take_up_sheets
from kiosk.services.process import take_up
from kiosk.services.ready import Check, lights
from kiosk.services.receipts import take_receipts
from kiosk.settings import resources_dir
from kiosk.ui.touch.sitting import ATTRACT, OUT_OF_SERVICE, Sitting

if TYPE_CHECKING:
    from kiosk.assembly import Services

_LOG = logging.getLogger(__name__)
_LONGEST_CALL_SECONDS = 15
"""How long the end of the application waits for a gateway or a register that does not answer."""
_FIRST_PAUSE_SECONDS = 1.0
"""The first picture comes first."""


@dataclass(frozen=True, slots=True)
class Light:
    """Whether citizens can be served: the needed parts that are down, and what staff said.

    ``down`` holds their findings' codes, ``reason`` says in each language what is being
    looked after; it is empty where nobody knows.
    """

    down: tuple[str, ...] = ()
    closed: bool = False
    reason: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_on(self) -> bool:
        """Whether they can."""
        return not self.down and not self.closed


class Post:
    """Carries notices to the gateway, and applications on that were left; never raises."""

    def __init__(self, services: "Services") -> None:
        self._services = services
        self._take_up_at = time.monotonic()

    def round(self, stopping: Event) -> DeliveryReport:
        """One round: receipts are heard, what is due is sent, one message at a time so that an end is soon heard."""
        total = DeliveryReport()
        try:
            if time.monotonic() >= self._take_up_at:
                self._take_up(stopping)
            self._hear()
            while not stopping.is_set():
                sent = self._send_one()
                if sent.total == 0:
                    break
                total += sent
        except SystemFault as fault:
            _LOG.warning("the post rests: %s", fault.code)
        except Exception as error:  # noqa: BLE001  # an error's own words may hold personal values
            _LOG.warning("the post rests: %s", _place(error))
        return total

    def _hear(self) -> None:
        """What became of what was sent, where the gateway tells it."""
        services = self._services
        report = take_receipts(
            services.house, services.gateway, services.delivery.rules, services.house.near
        )
        if report.unheard:
            _LOG.warning("the gateway tells no receipts now")

    def _send_one(self) -> DeliveryReport:
        services = self._services
        house = services.house
        return deliver(
            house,
            services.gateway,
            services.delivery,
            house.terminal,
            limit=1,
            provider=services.settings.sms.kind,
        )

    def _take_up(self, stopping: Event) -> None:
        house = self._services.house
        wait: float = self._services.delivery.take_up_seconds
        if house.near is not None:
            wait = min(wait, self._services.settings.branch.again_seconds)
        self._take_up_at = time.monotonic() + wait
        left: list[Application] = []

        def leave(application: Application, fault: SystemFault) -> None:
            left.append(application)
            _LOG.warning("%s is left for later: %s", application.number, fault.code)

        report = take_up(house, leave, stopping.is_set)
        for number, code in report.left:
            _LOG.warning("%s is not taken in: %s", number, code)
        if report.arrived:
            _LOG.info("forwarded %d", report.arrived)
        if not left and house.near is None:
            self._take_up_at = float("inf")


class Courier(QObject):
    """Some threads beside the interface. ``lit`` says on the GUI thread when the light changes.

    While a needed part is down, or staff closed the terminal, the attract page gives way to
    ``out_of_service``; a sitting that is under way goes on, since every fault has its words.
    """

    lit = Signal(object)
    _seen = Signal(object)

    def __init__(
        self, services: "Services", sitting: Sitting, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._sitting = sitting
        self._stopping = Event()
        self._threads: list[Thread] = []
        self._light = Light()
        self._began = services.house.clock.now()
        self._seen.connect(self._show, Qt.ConnectionType.QueuedConnection)
        sitting.pageChanged.connect(self._after_page)

    def start(self) -> None:
        """Begin; returns at once."""
        words = load_readiness(resources_dir() / "reference")
        post, every = Post(self._services), self._services.delivery.every_seconds

        def carry() -> float:
            post.round(self._stopping)
            return every

        self._go("post", carry)
        self._go("light", lambda: self._look(words))
        self._go("papers", self._take_up_papers)
        self._go("fonts", self._warm)

    def close(self) -> None:
        """End the threads; a call to a device that hangs is waited for, but not for ever."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(timeout=_LONGEST_CALL_SECONDS)

    @property
    def light(self) -> Light:
        """How it was at the last look."""
        return self._light

    def _go(self, name: str, do: Callable[[], float | None]) -> None:
        """Do it again and again in a thread; it tells how many seconds to wait, None: it is done."""

        def carry() -> None:
            self._stopping.wait(_FIRST_PAUSE_SECONDS)
            while not self._stopping.is_set():
                pause = do()
                if pause is None:
                    return
                self._stopping.wait(pause)

        thread = Thread(target=carry, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _take_up_papers(self) -> float | None:
        """Print jobs that a power cut left open; until the register lets them be looked up."""
        services = self._services
        try:
            policy = services.print_policy
            before, wait = self._began, self._stopping.wait
            take_up_sheets(services.house, lambda: services.printer, policy, before, wait)
        except Exception as error:  # noqa: BLE001  # a thread must not die in silence
            _LOG.warning("print jobs left open rest: %s", _place(error))
            return services.delivery.take_up_seconds
        return None

    def _warm(self) -> None:
        """So that no citizen waits for fonts to be read."""
        try:
            self._services.house.renderer.warm()
        except Exception as error:  # noqa: BLE001  # a thread must not die in silence
            _LOG.warning("fonts cannot be read: %s", _place(error))

    def _look(self, words: Readiness) -> float:
        try:
            checks = lights(self._services.parts(lambda: 0), words)
            ill = [check for check in checks if check.needed and check.state == "down"]
            down = tuple(check.code for check in ill)
            reason = _reason(ill, words)
            closed = not down and is_out_of_service(self._services.house.own)
        except Exception as error:  # noqa: BLE001  # a thread must not die in silence
            code = error.code if isinstance(error, SystemFault) else "unexpected"
            _LOG.warning("the look at the terminal failed: %s", _place(error))
            down, closed, reason = (code,), False, {}
        self._seen.emit(Light(down, closed, reason))
        return words.watch.again_seconds if down else words.watch.every_seconds

    def _show(self, light: Light) -> None:
        if light == self._light or self._stopping.is_set():
            return
        self._light = light
        _LOG.info("the light is %s: %s", "on" if light.is_on else "out", ", ".join(light.down))
        self.lit.emit(light)
        if light.is_on and self._sitting.page == OUT_OF_SERVICE:
            self._sitting.wipe()
        self._after_page()

    def _after_page(self) -> None:
        """Once the sitting has done turning its page."""
        QTimer.singleShot(0, self, self._turn)

    def _turn(self) -> None:
        if self._light.down and self._sitting.page == ATTRACT:
            self._sitting.open(OUT_OF_SERVICE)


def _reason(ill: list[Check], words: Readiness) -> dict[str, str]:
    if not ill:
        return {}
    said = {"zh": ("、", words.watch.reason.zh), "en": (", ", words.watch.reason.en)}
    return {
        language: fill_in(pattern, {"parts": joint.join(check.title[language] for check in ill)})
        for language, (joint, pattern) in said.items()
    }


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {frame.name}:{frame.lineno}"
