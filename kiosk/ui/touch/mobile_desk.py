"""The mobile number: typed on the page's own keys, proved by a code, or left unproved."""

import time
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.messages import MessageEnd
from kiosk.domain.mobile import Mobile, mask_mobile, parse_mobile
from kiosk.domain.mobile_code import DIGITS
from kiosk.domain.problems import Problem
from kiosk.ports import SystemFault
from kiosk.services.receipts import tells_receipts
from kiosk.services.verify_mobile import (
    FIELD,
    CodeSent,
    Verified,
    check_code,
    follow_code,
    send_code,
)
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

NUMBER_DIGITS = 11
_PAGE = "mobile"
_HOLD = "sms"
_LIMITS = frozenset({"code_limit_number", "code_limit_terminal"})


@QmlElement
@QmlSingleton
class MobileDesk(QObject):
    """``stage`` is ``number``, ``code`` or ``settled``; a changed number is asked about anew.

    The page may be left forward when the present number is proved, or when the citizen goes on
    without: then no message is sent to it and a printed slip stands for them.
    """

    changed = Signal()
    secondPassed = Signal()
    _ended = Signal(object, object)  # of which code, how its message ended

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._ended.connect(self._hear_end, Qt.ConnectionType.QueuedConnection)
        self._forget()
        sitting.on_wipe(self._forget)
        sitting.gate(_PAGE, lambda: self.settled)
        sitting.answersChanged.connect(self._follow)
        sitting.pageChanged.connect(self._arrive)
        touch.look.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> "MobileDesk":
        """The engine's own one."""
        return offered(engine, MobileDesk)

    def _forget(self) -> None:
        self._shown = self._asked = self._settled = self._code = ""
        self._again_at = 0.0
        self._sent_code: CodeSent | None = None
        self._end = MessageEnd.OPEN
        self._listening = False
        self._problem: Problem | SystemFault | None = None
        self._busy = ""
        self._stuck = False
        self._second.stop()
        self.changed.emit()

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property(str, notify=changed)
    def number(self) -> str:
        """The digits typed so far."""
        return self._shown

    @Property(str, notify=changed)
    def masked(self) -> str:
        """The number where it need not be read in full."""
        return mask_mobile(self._shown)

    @Property(int, notify=changed)
    def lacking(self) -> int:
        """How many digits of the number are still to come."""
        return max(0, NUMBER_DIGITS - len(self._shown))

    @Property(bool, notify=changed)
    def whole(self) -> bool:
        """Whether it is a number that a message can go to."""
        return isinstance(parse_mobile(self._shown), Mobile)

    @Property(str, notify=changed)
    def code(self) -> str:
        """The digits of the code typed so far."""
        return self._code

    @Property(str, notify=changed)
    def stage(self) -> str:
        """One of ``number``, ``code``, ``settled``."""
        if self.settled:
            return "settled"
        return "code" if self._asked and self._asked == self._shown else "number"

    @Property(bool, notify=changed)
    def settled(self) -> bool:
        """Whether the present number is proved or the citizen went on without."""
        return bool(self._settled) and self._settled == self._shown

    @Property(bool, notify=changed)
    def verified(self) -> bool:
        """Whether the present number is proved."""
        return self.settled and self._sitting.mobile_verified is True

    @Property(bool, notify=changed)
    def sending(self) -> bool:
        """Whether a message is on its way out."""
        return self._busy == "sending"

    @Property(bool, notify=changed)
    def checking(self) -> bool:
        """Whether a code is being checked."""
        return self._busy == "checking"

    @Property(bool, notify=changed)
    def stuck(self) -> bool:
        """Whether no message can come now, so that the way without one is the way on."""
        return self._stuck

    @Property(bool, notify=changed)
    def arrived(self) -> bool:
        """Whether a receipt told that the code is on the telephone."""
        return self.stage == "code" and self._end is MessageEnd.DELIVERED

    @Property(str, notify=changed)
    def problemWords(self) -> str:
        """What to do about the number or the code; empty when nothing is wrong."""
        if isinstance(self._problem, SystemFault):
            return self._sitting.fault_words(self._problem)
        if self._problem is not None:
            return self._sitting.say(self._problem)
        if len(self._shown) < NUMBER_DIGITS:
            return ""
        found = parse_mobile(self._shown)
        return self._sitting.say(found.at(FIELD)) if isinstance(found, Problem) else ""

    @Property(int, notify=secondPassed)
    def wait(self) -> int:
        """Seconds until another code may be sent; 0: now."""
        return max(0, -int(-(self._again_at - time.monotonic()) // 1))

    # ── what the citizen does ────────────────────────────────────────────────────────────────
    @Slot(str)
    def type(self, key: str) -> None:
        """A digit of the number, or of the code once one was sent; the last one has it checked."""
        if not (len(key) == 1 and key.isascii() and key.isdecimal()) or self._busy:
            return
        if self.stage == "number" and len(self._shown) < NUMBER_DIGITS:
            self._write(self._shown + key)
        elif self.stage == "code" and len(self._code) < DIGITS:
            self._code += key
            self._problem = None
            self.changed.emit()
            if len(self._code) == DIGITS:
                self._check()

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        if self._busy:
            return
        if self.stage == "number":
            self._write(self._shown[:-1])
        elif self.stage == "code":
            self._code = self._code[:-1]
            self.changed.emit()

    @Slot()
    def send(self) -> None:
        """Have a code sent to the number."""
        if self._busy or not self.whole:
            return
        touch, number = self._touch, self._shown
        house, language = touch.house.own, touch.look.language
        provider = touch.services.settings.sms.kind
        self._begin("sending")
        touch.work.run(
            lambda: send_code(house, touch.services.gateway, number, language, provider=provider),
            lambda sent: self._sent(number, sent),
            self._failed,
        )

    @Slot()
    def changeNumber(self) -> None:
        """Back to the number; another one needs a code of its own."""
        self._asked = self._settled = self._code = ""
        self._problem, self._stuck = None, False
        self._sitting.mobile_verified = None
        self._tell()

    @Slot()
    def goWithout(self) -> None:
        """Go on without a proof: no message will be sent, a printed slip stands for them."""
        if self.whole and not self._busy:
            self._settle(verified=False)

    # ── within ───────────────────────────────────────────────────────────────────────────────
    def _write(self, digits: str) -> None:
        self._problem, self._stuck = None, False
        self._sitting.set_answers({FIELD: digits or None})

    def _follow(self) -> None:
        """Another number, wherever it came from, is a number to prove."""
        number = self._sitting.answers.text(FIELD)
        if number != self._shown:
            self._shown, self._code = number, ""
            if number != self._settled:
                self._sitting.mobile_verified = None
            self.changed.emit()

    def _arrive(self) -> None:
        if self._sitting.page == _PAGE and self.stage == "code":
            self._await()

    def _begin(self, what: str) -> None:
        self._busy, self._problem = what, None
        self._sitting.hold(_HOLD)
        self.changed.emit()

    def _sent(self, number: str, sent: CodeSent | Problem) -> None:
        self._busy = ""
        if isinstance(sent, Problem) and sent.code != "code_too_soon":
            self._problem, self._stuck = sent, sent.code in _LIMITS
            self._sitting.release(_HOLD)
        else:
            self._asked, self._code, self._stuck = number, "", False
            if isinstance(sent, CodeSent):
                self._sent_code, self._end = sent, MessageEnd.OPEN
            self._again_at = time.monotonic() + self._pause(sent).total_seconds()
            self._second.start()
            self._await()
        self._tell()

    def _pause(self, sent: CodeSent | Problem) -> timedelta:
        """Until another may be sent, counted from now."""
        if isinstance(sent, Problem):
            return timedelta(seconds=int(sent.params["seconds"]))
        return sent.again_at - self._touch.house.clock.now()

    def _await(self) -> None:
        self._sitting.hold(_HOLD, self._touch.services.settings.sitting.waiting_seconds)

    def _check(self) -> None:
        house, number, code = self._touch.house.own, self._shown, self._code
        self._begin("checking")
        self._touch.work.run(
            lambda: check_code(house, number, code),
            lambda result: self._checked(number, result),
            self._failed,
        )

    def _checked(self, number: str, result: Verified | Problem) -> None:
        self._busy = self._code = ""
        if isinstance(result, Problem):
            self._problem = result
            self._await()
            self._tell()
        elif number == self._shown:
            self._settle(verified=True)

    def _settle(self, *, verified: bool) -> None:
        self._settled, self._asked, self._code = self._shown, "", ""
        self._problem, self._stuck = None, False
        self._sitting.mobile_verified = verified
        self._sitting.release(_HOLD)
        self._second.stop()
        self._tell()
        if self._sitting.page == _PAGE:
            self._sitting.next()

    def _failed(self, fault: SystemFault) -> None:
        self._busy = self._code = ""
        self._problem, self._stuck = fault, self.stage == "number"
        self._sitting.release(_HOLD)
        self._tell()

    def _tick(self) -> None:
        self.secondPassed.emit()
        listens = self._listen()
        if self.wait == 0 and not listens:
            self._second.stop()

    def _listen(self) -> bool:
        """Ask behind the screen what became of the message; False when nothing more can be heard."""
        sent, touch = self._sent_code, self._touch
        if sent is None or self.stage != "code" or self._end is not MessageEnd.OPEN:
            return False
        if touch.house.clock.now() >= sent.expires_at:
            return False
        if self._listening:
            return True

        def hear() -> None:
            end: MessageEnd | None = MessageEnd.OPEN
            services = touch.services
            with suppress(SystemFault):  # the register or the gateway rests: the next second
                gateway, rules = services.gateway, services.delivery.rules
                end = follow_code(touch.house, gateway, rules, sent, touch.house.near)
                if not tells_receipts(gateway):
                    end = None
            self._ended.emit(sent.id, end)

        self._listening = True
        touch.work.behind(hear)
        return True

    def _hear_end(self, code_id: UUID, end: MessageEnd | None) -> None:
        """How the message ended; None where the gateway tells nobody."""
        self._listening = False
        sent = self._sent_code
        if sent is None or sent.id != code_id or end is self._end:
            return
        if end is None:
            self._sent_code = None
            return
        self._end = end
        if end is MessageEnd.FAILED and self.stage == "code":
            self._problem, self._code, self._again_at = Problem("code_undelivered"), "", 0.0
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.secondPassed.emit()
        self._sitting.gate_moved()
