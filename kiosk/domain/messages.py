"""Messages on their way to telephones: what a gateway took, how it ended, how many are too many."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from kiosk.domain.mobile_code import Limit


class MessageKind(StrEnum):
    """What a message carries."""

    NOTICE = "notice"
    CODE = "code"
    TEST = "test"


class MessageEnd(StrEnum):
    """What a receipt has told of a message; a gateway that tells none leaves it open."""

    OPEN = "open"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CarriedMessage:
    """A message that was handed to a gateway, or may have been; it holds no number and no text.

    ``subject`` is the notice or the code. ``gateway_id`` is empty until the gateway has
    answered; ``code`` is the carrier's own word of the end.
    """

    id: UUID
    kind: MessageKind
    subject: UUID
    at: datetime
    gateway_id: str = ""
    end: MessageEnd = MessageEnd.OPEN
    code: str = ""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local hours in which nothing is sent that can wait; they may pass midnight."""

    begin: time
    end: time

    def until(self, local: datetime) -> datetime | None:
        """When they end, of the quiet hours that ``local`` lies in; None outside of them."""
        clock = local.time().replace(tzinfo=None)
        over_midnight = self.begin > self.end
        if over_midnight:
            quiet = clock >= self.begin or clock < self.end
        else:
            quiet = self.begin <= clock < self.end
        if not quiet:
            return None
        ends = datetime.combine(local.date(), self.end, local.tzinfo)
        return ends + timedelta(days=1) if over_midnight and clock >= self.begin else ends


@dataclass(frozen=True, slots=True)
class SendingRules:
    """How many notices one number may get, when those that can wait do, how long receipts count.

    A receipt of a message that nobody knows is kept for ``unknown_receipts``: its sender may
    still be writing down the gateway's answer.
    """

    per_number: tuple[Limit, ...]
    quiet: QuietHours
    unknown_receipts: timedelta


@dataclass(frozen=True, slots=True)
class Waiting:
    """The outbox now: ``due`` may be sent, ``held`` belong to a sender until ``held_until``."""

    due: int = 0
    held: int = 0
    held_until: datetime | None = None
