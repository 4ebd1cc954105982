"""The status list: two bits a licence, so that anyone can ask without saying whom they ask about.

After the IETF's Token Status List (draft-ietf-oauth-status-list): position ``i`` is the pair of
bits ``i % 4`` (the lowest first) of byte ``i // 4``; 0 valid, 1 revoked (INVALID), 2 suspended,
3 cancelled. A shard is one list; its places were drawn at random, so that a place tells nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.domain.states import LicenceStatus

BITS = 2
MOST_POSITIONS = 1 << 24
"""What three bytes can number, see claim 13 of the credential."""

_PER_BYTE = 8 // BITS
_MASK = (1 << BITS) - 1
_SKEW = timedelta(minutes=10)
"""By how much the clocks of who publishes and who checks may differ."""


@dataclass(frozen=True, slots=True)
class ListPolicy:
    """How long a published list is good: renewed after ``renew``, worthless after ``lifetime``.

    ``ttl`` is how long a verifier may keep it before asking again; ``positions`` its length.
    """

    positions: int
    renew: timedelta
    lifetime: timedelta
    ttl: timedelta


@dataclass(frozen=True, slots=True)
class StatusList:
    """A shard's list as it was at ``issued_at``; instants are aware, whole seconds."""

    uri: str
    issued_at: datetime
    expires_at: datetime
    ttl: timedelta
    bits: bytes = field(repr=False)

    def status_of(self, position: int) -> LicenceStatus | None:
        """The status at a position, None beyond the list's end."""
        if position // _PER_BYTE >= len(self.bits):
            return None
        pair = self.bits[position // _PER_BYTE] >> BITS * (position % _PER_BYTE)
        return tuple(LicenceStatus)[pair & _MASK]

    def marked(self) -> Iterator[tuple[int, LicenceStatus]]:
        """Every place that is not valid, in order."""
        for at, byte in enumerate(self.bits):
            for place in range(at * _PER_BYTE, (at + 1) * _PER_BYTE) if byte else ():
                status = self.status_of(place)
                if status is not None and status is not LicenceStatus.VALID:
                    yield place, status

    def is_from_future(self, now: datetime) -> bool:
        """Whether it is dated later than differing clocks explain."""
        return self.issued_at > now + _SKEW

    def is_fresh(self, now: datetime) -> bool:
        """Whether it may be relied on now: neither ended nor from the future."""
        return not self.is_from_future(now) and now < self.expires_at


def pack(statuses: Iterable[tuple[int, LicenceStatus]], size: int) -> bytes:
    """The bits of a list of ``size`` positions; one not named is valid, one named twice as last.

    Raises ValueError for a position outside or a size that no credential can name.
    """
    if not 0 < size <= MOST_POSITIONS:
        raise ValueError("no such size")
    bits = bytearray(-(-size // _PER_BYTE))
    for position, status in statuses:
        if not 0 <= position < size:
            raise ValueError("no such position")
        shift = BITS * (position % _PER_BYTE)
        bits[position // _PER_BYTE] &= ~(_MASK << shift) & 0xFF
        bits[position // _PER_BYTE] |= status.bits << shift
    return bytes(bits)
