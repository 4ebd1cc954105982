"""Read pages out: on when the look says so, never a personal value but into a headset."""

import re
from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine
from PySide6.QtQuick import QQuickItem

from kiosk import ports
from kiosk.domain.answers import Json
from kiosk.ports import SystemFault
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.reading import messages_of, name_and_state, said_by
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_PAGE_SETTLES_MS = 250
"""A page slides in and fills itself before it is read."""

_LOOKS_AGAIN_MS = 400
"""How often a page that stands is looked over for a message that has come."""

_MASKED = re.compile(r"\*\*|＊＊|••")
_GAPS = re.compile(r"\s+")
_NUMBERS = re.compile(r"\d+")
_SHORTEST_SECRET = 2


@QmlElement
@QmlSingleton
class Voice(QObject):
    """``pageShown`` tells it every page; what it reads is in nobody's memory afterwards.

    A message or a sheet that comes while the page stands is read when it comes.

    A sentence that holds a personal answer, something of the card, or a masked value is left
    out, whether or not the page marked it ``personal``; only with ``voice.headset`` it is read.
    """

    availableChanged = Signal()

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._voice = _voice_of(touch)
        self._headset = touch.services.settings.voice.headset
        self._page: QQuickItem | None = None
        self._over: QQuickItem | None = None
        self._was_on = touch.look.voice
        self._soon = QTimer(self, singleShot=True, interval=_PAGE_SETTLES_MS)
        self._soon.timeout.connect(self._read_shown)
        self._watch = QTimer(self, interval=_LOOKS_AGAIN_MS)
        self._watch.timeout.connect(self._tell_what_came)
        self._told: frozenset[str] = frozenset()
        sitting.on_wipe(self.stop)
        touch.look.changed.connect(self._switched)
        touch.look.languageChanged.connect(self._again)

    @staticmethod
    def create(engine: QQmlEngine) -> "Voice":
        """The engine's own one."""
        return offered(engine, Voice)

    @Property(bool, notify=availableChanged)
    def available(self) -> bool:
        """Whether this terminal can speak at all."""
        return self._voice is not None and self._voice.speaks

    @Slot(str)
    def read(self, text: str) -> None:
        """Read a text out now, whatever the look says: somebody asked for it."""
        if self._voice is not None and text.strip() and self._may_say(text):
            self._voice.say(text, self._touch.look.language)

    @Slot(QQuickItem)
    def readPage(self, page: QQuickItem) -> None:
        """Read a page's heading, text and fields out now."""
        said = self.words_of(page)
        if self._voice is not None and said:
            self._voice.say("\n".join(map(_ended, said)), self._touch.look.language)

    def words_of(self, page: QQuickItem) -> list[str]:
        """The sentences of a page that may be heard."""
        said = said_by(page, personal_too=self._headset)
        return [text for text in said if self._may_say(text)]

    @Slot(QQuickItem)
    def pageShown(self, page: QQuickItem) -> None:
        """This page shows from now on: what was being read of the page before is broken off.

        It is read when the voice is on, at once or as soon as it is switched on.
        """
        self._page = page
        self._again()

    @Slot(QQuickItem)
    def liesOver(self, layer: QQuickItem) -> None:
        """Whatever page shows, sheets open on this layer."""
        self._over = layer

    @Slot(QQuickItem)
    def reached(self, item: QQuickItem) -> None:
        """A keyboard reached this control: say which, once the page itself has been read."""
        if self._voice is None or not self._touch.look.voice or self._soon.isActive():
            return
        told = name_and_state(item, personal_too=self._headset)
        said = [text for text in told if self._may_say(text)]
        if said:
            self._voice.say("\n".join(map(_ended, said)), self._touch.look.language)

    @Slot()
    def stop(self) -> None:
        """Break off."""
        self._soon.stop()
        self._watch.stop()
        self._told = frozenset()
        if self._voice is not None:
            self._voice.stop()

    def close(self) -> None:
        """The application ends."""
        self.stop()

    # ── within ───────────────────────────────────────────────────────────────────────────────
    def _switched(self) -> None:
        on = self._touch.look.voice
        if on == self._was_on:
            return
        self._was_on = on
        self._again()

    def _again(self) -> None:
        self.stop()
        if self._touch.look.voice:
            self._soon.start()

    def _read_shown(self) -> None:
        page = self._page
        if page is not None and shiboken6.isValid(page) and self._touch.look.voice:
            self._told = frozenset(map(_kept, self._messages([page])))
            self.readPage(page)
            self._watch.start()

    def _tell_what_came(self) -> None:
        """Say the messages and sheets that came since; one whose numbers alone change is old."""
        page = self._page
        if page is None or not shiboken6.isValid(page):
            return
        over = [self._over] if self._over is not None and shiboken6.isValid(self._over) else []
        now = {_kept(said): said for said in self._messages([page, *over])}
        came = [text for kept, said in now.items() if kept not in self._told for text in said]
        self._told = frozenset(now)
        if came and self._voice is not None:
            self._voice.say("\n".join(map(_ended, dict.fromkeys(came))), self._touch.look.language)

    def _messages(self, items: list[QQuickItem]) -> Iterator[list[str]]:
        for item in items:
            for said in messages_of(item, personal_too=self._headset):
                heard = [text for text in said if self._may_say(text)]
                if heard:
                    yield heard

    def _may_say(self, text: str) -> bool:
        if self._headset:
            return True
        together = _GAPS.sub("", text)  # numbers are shown in groups
        return not _MASKED.search(together) and not any(one in together for one in self._secrets())

    def _secrets(self) -> Iterator[str]:
        """What of the citizen stands in the sitting and is personal."""
        card = self._sitting.card
        told: list[Json] = [card.name, card.number, card.address] if card else []
        wizard = self._sitting.wizard
        if wizard is not None:
            answers = wizard.answers.as_json()
            told += [
                answers.get(one.id)
                for one in wizard.form.fields
                if one.personal and not one.choices
            ]
        bare = (_GAPS.sub("", text) for text in _texts(told))
        return (text for text in bare if len(text) >= _SHORTEST_SECRET)


def _voice_of(touch: Touch) -> ports.Voice | None:
    """The voice of the settings; none where it is misnamed, which ``doctor`` tells."""
    try:
        return touch.services.voice
    except SystemFault:
        return None


def _texts(value: Json) -> Iterator[str]:
    """Every text within an answer."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


def _kept(said: list[str]) -> str:
    """What a message is known by: a count-down in it is not read again every second."""
    return _NUMBERS.sub("", "\n".join(said))


def _ended(text: str) -> str:
    """As a sentence, so that the voice pauses after it."""
    return text if text.endswith(("。", "！", "？", ".", "!", "?", "：", ":")) else text + "。"
