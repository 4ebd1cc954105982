"""A gateway that a vendor hosts behind HTTP: one request a message, receipts by asking for them."""

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.adapters.sms.http_line import LineFailed
from kiosk.adapters.sms.parts_ledger import Awaited, PartsLedger, PartState
from kiosk.adapters.sms.sealed_number import seal
from kiosk.catalogue.sms_gateways import GatewayPolicy
from kiosk.ports import GatewayRefused, Receipt, SentMessage, SystemFault

_FAULTS = {
    "account_refused": "sms_account_refused",
    "secret_refused": "sms_password_refused",
    "clock_wrong": "sms_clock_wrong",
}
"""Refusals that concern every message, and the fault that says so to an operator."""

_LONGEST_ID = 128


class VendorRefused(Exception):
    """The vendor answered, and said no; ``code`` is its own. Its words stay unsaid."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as a vendor gets it; ``key`` is the same whenever it is sent again."""

    template: str
    params: Mapping[str, str] = field(repr=False)
    text: str = field(repr=False)
    mobile: str = field(repr=False)
    key: str


@dataclass(frozen=True, slots=True)
class Ended:
    """What a vendor says of one message."""

    part_id: str
    state: PartState
    code: str


class Vendor(Protocol):
    """What differs between vendors. Each call raises LineFailed and VendorRefused.

    The secret is handed in for each call and kept nowhere.
    """

    def submit(self, message: Outgoing, secret: str) -> str:
        """Hand over a message and return the vendor's id. Raises GatewayRefused, too."""
        ...

    def ended(self, awaited: Sequence[Awaited], secret: str) -> Iterable[Ended]:
        """What ended of these; other messages may be among them."""
        ...

    def probe(self, secret: str) -> None:
        """Ask something harmless that needs the secret where there is such a thing."""
        ...

    def read_secret(self) -> str:
        """The secret from its place. Raises SystemFault ``secret_unreadable``."""
        ...


class HostedGateway:
    """Sends; what became of a message nobody knows.

    What the vendor took is kept under the message's key, so that sending the same key again
    sends nothing twice. Only where the answer was lost a message goes out again, and
    ``sent_again`` counts those. No secret, number or word of a vendor is in any exception.
    """

    follows = False

    def __init__(self, vendor: Vendor, ledger: PartsLedger, policy: GatewayPolicy) -> None:
        self._vendor = vendor
        self._ledger = ledger
        self._policy = policy
        self._unsure: set[str] = set()
        self.sent_again = 0

    def send(
        self, template: str, params: Mapping[str, str], text: str, mobile: str, dedupe: str
    ) -> SentMessage:
        """Hand it over once. Raises GatewayRefused."""
        begun = self._ledger.begin(dedupe, 1)
        if begun.taken:
            return SentMessage(begun.taken[1])
        key = hashlib.sha256(dedupe.encode()).hexdigest()[:32]
        self.sent_again += dedupe in self._unsure
        self._unsure.discard(dedupe)
        try:
            secret = self._vendor.read_secret()
            named = self._vendor.submit(Outgoing(template, params, text, mobile, key), secret)
        except LineFailed as failed:
            if failed.sent:
                self._unsure.add(dedupe)
            raise GatewayRefused("no_answer" if failed.sent else failed.code) from None
        except VendorRefused as refused:
            verdict = self._policy.verdict(refused.code)
            raise GatewayRefused(verdict.reason, permanent=verdict.permanent) from None
        except SystemFault as fault:
            raise GatewayRefused(fault.code) from None
        self._ledger.took(dedupe, 1, named)
        if self.follows:
            self._ledger.await_end(named, seal(secret, mobile), self._policy.ask.first_seconds)
        return SentMessage(named)

    def require_ready(self) -> None:
        """Ask whether it would work. Raises SystemFault with what is wrong."""
        try:
            self._vendor.probe(self._vendor.read_secret())
        except LineFailed as failed:
            raise SystemFault(failed.code) from None
        except VendorRefused as refused:
            reason = self._policy.verdict(refused.code).reason
            if reason in _FAULTS:
                raise SystemFault(_FAULTS[reason]) from None

    def close(self) -> None:
        """Let its file go; the next message opens it again."""
        self._ledger.close()


class FollowedGateway(HostedGateway):
    """Sends, and asks the vendor what became of each message, the older the seldomer."""

    follows = True

    def receipts(self) -> Sequence[Receipt]:
        """What ended, oldest first, until acknowledged; a vendor that is silent tells nothing."""
        ask = self._policy.ask
        awaited = self._ledger.to_ask(
            ask.most, lambda age: max(ask.first_seconds, age * ask.share_of_age)
        )
        if awaited:
            with contextlib.suppress(LineFailed, VendorRefused, SystemFault):
                for told in self._vendor.ended(awaited, self._vendor.read_secret()):
                    self._ledger.heard((told.part_id,), told.state, told.code)
        return self._ledger.receipts()

    def acknowledge(self, gateway_ids: Sequence[str]) -> None:
        """Tell these no more. Raises GatewayRefused."""
        self._ledger.acknowledge(gateway_ids)


def vendors_id(value: object) -> str:
    """A vendor's id of a message, as it may be kept. Raises LineFailed for anything else."""
    if isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and value.isprintable():
        return value
    raise LineFailed("sms_no_answer", sent=True)
