"""The code that proves a mobile number: its shape, its record and the policy it lives under."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

DIGITS = 6
"""How long a code is."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` codes within ``window``."""

    window: timedelta
    most: int


@dataclass(frozen=True, slots=True)
class VerificationPolicy:
    """The periods and limits of ``verification.yaml``."""

    version: str
    valid: timedelta
    tries: int
    resend: timedelta
    per_number: tuple[Limit, ...]
    per_terminal: tuple[Limit, ...]

    @property
    def remembered(self) -> timedelta:
        """How long a sent code must be remembered: the longest window, or its validity."""
        limits = (*self.per_number, *self.per_terminal)
        return max(self.valid, self.resend, *(limit.window for limit in limits))


@dataclass(frozen=True, slots=True)
class MobileCode:
    """One code that was sent; its digits are nowhere, only a keyed hash of them.

    ``closed``: used or tried too often. ``withdrawn``: the gateway refused it. Neither opens
    anything, and after a withdrawn one another may be sent at once.
    """

    id: UUID
    terminal: str
    sent_at: datetime
    expires_at: datetime
    code_hash: bytes = field(repr=False)
    tries: int = 0
    closed: bool = False
    withdrawn: bool = False
