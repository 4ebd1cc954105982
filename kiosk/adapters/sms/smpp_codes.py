"""What the numbers of SMPP 3.4 mean for a message: its states and its refusals."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a carrier did not take a message; ``passes``: it may take it in a moment."""

    reason: str
    permanent: bool = False
    throttled: bool = False
    passes: bool = False


_REFUSALS = {
    0x0B: Refusal("number_refused", permanent=True),  # ESME_RINVDSTADR
    0x14: Refusal("carrier_full", throttled=True, passes=True),  # ESME_RMSGQFUL
    0x58: Refusal("throttled", throttled=True, passes=True),  # ESME_RTHROTTLED
    0x01: Refusal("message_refused", permanent=True),  # ESME_RINVMSGLEN
    0x43: Refusal("message_refused", permanent=True),  # ESME_RINVESMCLASS
    0x0A: Refusal("sender_refused"),  # ESME_RINVSRCADR: the operator mends the setting
    0x08: Refusal("carrier_fault"),  # ESME_RSYSERR
    0x45: Refusal("carrier_fault"),  # ESME_RSUBMITFAIL
}
"""SMPP 3.4, table 5-2; any other is the carrier's own and may pass."""

_BIND = {
    0x0E: "sms_password_refused",  # ESME_RINVPASWD
    0x0F: "sms_account_refused",  # ESME_RINVSYSID
    0x05: "sms_bound_already",  # ESME_RALYBND
}

_STATES: dict[int, Literal["delivered", "failed"]] = {
    2: "delivered",
    3: "failed",
    4: "failed",
    5: "failed",
    8: "failed",
}
"""SMPP 3.4, 5.2.28 message_state; en route, accepted and unknown end nothing."""

_WORDS = {"DELIVRD": 2, "EXPIRED": 3, "DELETED": 4, "UNDELIV": 5, "REJECTD": 8}
"""SMPP 3.4, appendix B: the same in the receipt's text."""

_NAMES = {number: word for word, number in _WORDS.items()}


def refusal_of(status: int) -> Refusal:
    """What a command_status other than 0 means for a message."""
    return _REFUSALS.get(status) or Refusal(f"carrier_{status:#06x}")


def bind_fault(status: int) -> str:
    """The fault's code of a refused bind."""
    return _BIND.get(status, "sms_bind_refused")


def state_of(number: int) -> Literal["delivered", "failed"] | None:
    """How a message ended, None where it did not."""
    return _STATES.get(number)


def number_of(word: str) -> int:
    """The message_state of a receipt's ``stat`` word; 7, unknown, for any other."""
    return _WORDS.get(word.upper(), 7)


def word_of(number: int) -> str:
    """The short word of a message_state, for those who look at a message."""
    return _NAMES.get(number, f"STATE{number}")
