"""Put the touch application on the screen and keep it there until an operator ends it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.ports import SystemFault
from kiosk.services.demo import require_demo_allowed
from kiosk.settings import resources_dir
from kiosk.ui.touch.card_desk import CardDesk
from kiosk.ui.touch.courier import Courier
from kiosk.ui.touch.desks import make_desks
from kiosk.ui.touch.dock import Dock
from kiosk.ui.touch.fonts import add_fonts
from kiosk.ui.touch.hall import Hall
from kiosk.ui.touch.heartbeat import Heartbeat
from kiosk.ui.touch.leavings import forget_sources, hoard_little
from kiosk.ui.touch.look import Look
from kiosk.ui.touch.messages import drop_qts_own
from kiosk.ui.touch.offers import offer
from kiosk.ui.touch.shelf import PROVIDER
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.tongue import Tongue
from kiosk.ui.touch.touch import Touch
from kiosk.ui.touch.work import Work

if TYPE_CHECKING:
    from kiosk.assembly import Services

_SURROUNDINGS = {
    "QT_IM_MODULE": "qtvirtualkeyboard",
    "QT_QPA_UPDATE_IDLE_TIME": "0",  # Qt else waits 5 ms before it draws each frame
    "QT_QUICK_BACKEND": "software",
    "QT_QUICK_CONTROLS_STYLE": "Basic",
    "QT_VIRTUALKEYBOARD_STYLE": "kiosk",
    "QT_VIRTUALKEYBOARD_DESKTOP_DISABLE": "1",
}
_ACTIVITY = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)
_SWITCH_SECONDS = 0.001
"""For so long a thread at work may keep the one that draws waiting; Python's own is five times it."""

_LIKELY_MM_PER_PX = 0.248
"""A panel of 21.5 inches with 1080 lines, where the display does not tell its size."""


@dataclass(frozen=True, slots=True)
class Window:
    """Where the picture goes: a window of this many pixels, or the whole screen.

    In a demonstration the dock stands beside it: a window grows by it, a screen is shared.
    """

    width: int = 0
    height: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it is the whole screen."""
        return self.width == 0


@dataclass(slots=True)
class Shown:
    """The running interface; ``sitting`` and the desks live as long as it does."""

    window: QQuickWindow
    engine: QQmlApplicationEngine
    sitting: Sitting
    desks: list[QObject]
    said: list[str]  # what the engine warned of


class _Activity(QObject):
    """Tells the sitting of every touch and key, wherever it lands."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._sitting = sitting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the event pass."""
        if event.type() in _ACTIVITY:
            self._sitting.touched()
        return False


def make_application() -> QGuiApplication:
    """The one application object, with the surroundings its parts need."""
    for name, value in _SURROUNDINGS.items():
        os.environ.setdefault(name, value)
    hoard_little()
    sys.setswitchinterval(_SWITCH_SECONDS)
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    drop_qts_own()
    application = QGuiApplication([sys.argv[0]])
    application.setApplicationName("zhaoban")
    add_fonts(resources_dir())
    return application


def _courier(services: "Services", sitting: Sitting, desks: list[QObject]) -> Courier:
    """The courier, whose findings the hall tells."""
    courier = Courier(services, sitting)
    hall = next(desk for desk in desks if isinstance(desk, Hall))
    courier.lit.connect(lambda light: hall.show_reason(light.reason))
    return courier


@contextmanager
def show(services: "Services", window: Window, *, demo: bool = False) -> Iterator[Shown]:
    """Open the interface over the services and close it again.

    Needs the application object. Raises SystemFault ``interface_unusable`` when the QML cannot
    be loaded.
    """
    settings = services.settings
    look = Look(
        language=settings.language,
        mm_per_px=settings.screen.mm_per_px or _mm_per_px(window),
        # Qt's software renderer draws a shape that slides in from outside over what lies beside
        reduced_motion=settings.screen.reduced_motion or demo,
        branding=settings.branding,
    )
    work = Work()
    touch = Touch(services, look, work)
    desks = make_desks(touch)
    dock = Dock(touch) if demo else None
    if dock is not None:
        desks.append(dock)
    sitting = next(desk for desk in desks if isinstance(desk, Sitting))
    engine = QQmlApplicationEngine()
    said: list[str] = []
    engine.warnings.connect(lambda errors: said.extend(error.toString() for error in errors))
    folder = resources_dir() / "qml"
    engine.addImportPath(str(folder))
    offer(engine, *desks)
    engine.addImageProvider(PROVIDER, touch.shelf)
    tongue = Tongue(engine, look, resources_dir() / "i18n")
    engine.setInitialProperties({"demo": demo})
    engine.load(str(folder / "Main.qml"))
    roots = engine.rootObjects()
    if not roots or not isinstance(roots[0], QQuickWindow):
        raise SystemFault("interface_unusable", "; ".join(said[:3]))
    activity = _Activity(sitting)
    courier = _courier(services, sitting, desks)
    QGuiApplication.instance().installEventFilter(activity)  # type: ignore[union-attr]
    _place(roots[0], window)
    courier.start()
    forget_sources()
    if dock is not None:
        dock.start()
    try:
        yield Shown(roots[0], engine, sitting, desks, said)
    finally:
        QGuiApplication.instance().removeEventFilter(activity)  # type: ignore[union-attr]
        courier.close()
        sitting.wipe()
        for desk in desks:
            if isinstance(desk, CardDesk | Dock):
                desk.close()
        work.close()
        tongue.silence()
        roots[0].close()
        engine.deleteLater()
        QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def run_touch(services: "Services", window: Window, *, demo: bool) -> int:
    """Show the interface until it is ended by signal or from the staff page.

    Raises SystemFault ``demo_refused`` for a demonstration on a provisioned install.
    """
    if demo:
        require_demo_allowed(services.house)
    application = make_application()
    asked: list[int] = []  # a signal before the loop turns must not be lost
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda number, _frame: asked.append(number))
    beat = QTimer(interval=200)  # lets Python see signals while Qt waits
    beat.timeout.connect(lambda: application.exit(0) if asked else None)  # quit() asks the window
    beat.start()
    heart = Heartbeat()
    with show(services, window, demo=demo):
        QTimer.singleShot(0, heart.start)  # once the loop turns
        code = application.exec()
        heart.close()
        return code


def _place(window: QQuickWindow, place: Window) -> None:
    if place.is_full:
        window.setFlag(Qt.WindowType.FramelessWindowHint)
        window.setGeometry(window.screen().geometry())  # without a window manager nobody else does
        window.showFullScreen()
    else:
        window.resize(place.width + int(window.property("dockWidth")), place.height)
        window.show()
    window.requestActivate()  # without a window manager nobody else does


def _mm_per_px(window: Window) -> float:
    """Of the display, where it tells a believable size and the whole of it is used."""
    screen = QGuiApplication.primaryScreen()
    if screen is None or not window.is_full:
        return _LIKELY_MM_PER_PX
    width = screen.physicalSize().width() / max(screen.size().width(), 1)
    return width if 0.1 < width < 0.6 else _LIKELY_MM_PER_PX
