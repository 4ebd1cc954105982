"""The other way to sign, for whoever cannot write: the same card again, and a code by SMS."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.card import Card
from kiosk.domain.mobile import mask_mobile
from kiosk.domain.problems import Problem
from kiosk.ports import SystemFault
from kiosk.services.verify_mobile import CodeSent, Verified, check_code, send_code
from kiosk.ui.touch.card_desk import CardDesk
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.review_desk import BY_CARD, SIGNATURE
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_HOLD = "signing by card"


@QmlElement
@QmlSingleton
class CardSigning(QObject):
    """``state`` is off, card (lay it), other (not that one), sending, unsent, code, checking,
    done.

    It keeps neither card nor code, and counts as waiting while it waits for either.
    """

    changed = Signal()

    def __init__(
        self, touch: Touch, sitting: Sitting, card_desk: CardDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._card_desk = card_desk
        self._state, self._said = "off", ""
        card_desk.changed.connect(self._hear)
        sitting.on_wipe(self.stop)
        sitting.pageChanged.connect(self._left)

    @staticmethod
    def create(engine: QQmlEngine) -> "CardSigning":
        """The engine's own one."""
        return offered(engine, CardSigning)

    def _be(self, state: str, said: str = "") -> None:
        self._state, self._said = state, said
        if state in {"off", "done"}:
            self._sitting.release(_HOLD)
        self.changed.emit()

    def _left(self) -> None:
        if self._state != "off" and self._sitting.page != "review":
            self.stop()

    # ── the card ─────────────────────────────────────────────────────────────────────────────
    def _hear(self) -> None:
        """What the reader says while it is waited for."""
        said = self._card_desk.faultWords
        if self._state in {"card", "other"} and said != self._said:
            self._be("card", said)

    def _seen(self, card: Card) -> None:
        if self._state not in {"card", "other"}:
            return
        if card.number == self._sitting.answers.text("proprietor.id_number"):
            self._send()
        else:
            self._be("other")

    # ── the code ─────────────────────────────────────────────────────────────────────────────
    def _send(self) -> None:
        touch, number = self._touch, self._sitting.answers.text("proprietor.mobile")
        house, language = touch.house.own, touch.look.language
        gateway, provider = touch.services.gateway, touch.services.settings.sms.kind
        self._card_desk.give_back()
        self._be("sending")
        touch.work.run(
            lambda: send_code(house, gateway, number, language, provider=provider),
            self._sent,
            self._unsent,
        )

    def _unsent(self, fault: SystemFault) -> None:
        if self._state == "sending":
            self._be("unsent", self._sitting.fault_words(fault))

    def _sent(self, sent: CodeSent | Problem) -> None:
        if self._state != "sending":
            return
        if isinstance(sent, Problem):
            # the code sent a moment ago still opens
            state = "code" if sent.code == "code_too_soon" else "unsent"
            self._be(state, self._sitting.say(sent))
        else:
            self._be("code")

    def _checked(self, result: Verified | Problem) -> None:
        if self._state != "checking":
            return
        if isinstance(result, Problem):
            self._be("code", self._sitting.say(result))
        else:
            self._sitting.set_answers({SIGNATURE: None, BY_CARD: True})
            self._be("done")

    def _unchecked(self, fault: SystemFault) -> None:
        if self._state == "checking":
            self._be("code", self._sitting.fault_words(fault))

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property(str, notify=changed)
    def state(self) -> str:
        """Where it stands."""
        return self._state

    @Property(str, notify=changed)
    def said(self) -> str:
        """What went wrong and what to do, empty when nothing did."""
        return self._said

    @Property(str, notify=changed)
    def sentTo(self) -> str:
        """The number that the code goes to, masked."""
        return mask_mobile(self._sitting.answers.text("proprietor.mobile"))

    @Slot()
    def start(self) -> None:
        """Wait for the card."""
        self._sitting.hold(_HOLD)
        self._be("card")
        self._card_desk.borrow(self._seen)

    @Slot()
    def sendAgain(self) -> None:
        """Try to send the code once more."""
        if self._state in {"code", "unsent"}:
            self._send()

    @Slot(str)
    def enter(self, code: str) -> None:
        """Try a code."""
        if self._state != "code":
            return
        house, number = self._touch.house.own, self._sitting.answers.text("proprietor.mobile")
        self._be("checking")
        self._touch.work.run(
            lambda: check_code(house, number, code),
            self._checked,
            self._unchecked,
        )

    @Slot()
    def stop(self) -> None:
        """Wait for nothing any more."""
        self._be("off")
        self._card_desk.give_back()
