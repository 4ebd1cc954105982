"""kiosk apply --interactive: prove the mobile number by a code, or go on without its messages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.catalogue.texts import Texts
from kiosk.domain.messages import MessageEnd
from kiosk.domain.mobile import Mobile, mask_mobile, parse_mobile
from kiosk.domain.problems import Problem
from kiosk.ports import SystemFault
from kiosk.services.verify_mobile import CodeSent, Verified

_YES = frozenset({"y", "yes", "是"})
_AGAIN = frozenset({"code_spent", "code_expired"})
_NO_MORE = frozenset({"code_limit_number", "code_limit_terminal"})


class Sender(Protocol):
    """What sends codes, tries them and hears what became of their messages."""

    def send(self, number: str) -> CodeSent | Problem:
        """Send a code. Raises SystemFault."""
        ...

    def check(self, number: str, code: str) -> Verified | Problem:
        """Try one. Raises SystemFault."""
        ...

    def end_of(self, sent: CodeSent) -> MessageEnd:
        """What a receipt has told of its message. Raises SystemFault."""
        ...


@dataclass(frozen=True, slots=True)
class Proof:
    """The questions; ``read`` gives the next line and raises EOFError at the end."""

    sender: Sender
    texts: Texts
    read: Callable[[str], str]
    say: Callable[[str], None]

    def of(self, number: str) -> bool | None:
        """Whether the number was proved; None where there is none that a message can go to."""
        if not isinstance(parse_mobile(number), Mobile):
            return None
        self.say(f"\n── {self._words('prove_begin', number=mask_mobile(number))}")
        while self._yes("prove_ask"):
            sent = self._send(number)
            if sent is not None and self._ask(number, sent):
                self.say(f"  {self._words('prove_done')}")
                return True
        self.say(f"  {self._words('prove_without')}")
        return False

    def _send(self, number: str) -> CodeSent | Problem | None:
        """What was sent, or that it is on its way already; None where nothing will come."""
        try:
            sent = self.sender.send(number)
        except SystemFault as fault:
            self.say(f"  ✗ {self.texts.error(fault.code, {'detail': fault.detail})}")
            return None
        if isinstance(sent, Problem):
            self._tell(sent)
            return None if sent.code in _NO_MORE else sent
        return sent

    def _ask(self, number: str, sent: CodeSent | Problem) -> bool:
        """Ask for the code until it is right; False: another has to be sent, or none."""
        while line := self.read(f"  {self._words('prove_code')} ").strip():
            result = self.sender.check(number, line)
            if isinstance(result, Verified):
                return True
            self._tell(result)
            if result.code in _AGAIN:
                return False
        if isinstance(sent, CodeSent) and self.sender.end_of(sent) is MessageEnd.FAILED:
            self._tell(Problem("code_undelivered"))
        return False

    def _yes(self, question: str) -> bool:
        return self.read(f"  {self._words(question)} ").strip().casefold() in _YES

    def _tell(self, problem: Problem) -> None:
        self.say(f"  ✗ {self.texts.problem(problem)}")

    def _words(self, key: str, **params: str) -> str:
        return self.texts.text(f"labels.{key}", **params)
