"""Publish the status lists of a register: nobody learns whose licence is looked at."""

import hashlib
import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from kiosk.domain.states import LicenceStatus
from kiosk.domain.status_list import ListPolicy, StatusList, pack
from kiosk.domain.trust import TrustList
from kiosk.ports import SystemFault
from kiosk.services.house import House
from kiosk.services.record import record
from kiosk.services.status_lists import MAX_LIST_BYTES, ProvedList, list_name, prove
from kiosk.services.verify import Inspector

_ROUNDS: Final = 5
_LEFT_BEHIND_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class Published:
    """How many lists were written and how many stood as they were."""

    written: int
    kept: int


def address_of(host: str, shard: int) -> str:
    """The list's own address, its claim ``sub``."""
    return f"https://{host.lower()}/V/status/{shard}"


def publish(
    house: House, inspector: Inspector, trust: TrustList, folder: Path, policy: ListPolicy
) -> Published:
    """Write every list of this register below ``folder``, each whole or not at all.

    A list that says the same and is younger than ``policy.renew`` stays, so that publishing
    twice changes nothing. A place that was published as not valid and that this register does
    not know keeps its status: a register that was restored revives nothing. A status that
    changes meanwhile is published too, also when two terminals publish at once. Specimens and
    licences are in lists of their own, and only those that the present key may sign are
    published. The trail has what was written, also when the rest failed. Raises SystemFault
    ``lists_unwritable``, ``clock_behind`` when the clock stands before the trail's last row, and
    ``lists_not_believed`` when the present key is not in use or was revoked: its lists would only
    take the place of those that are believed.
    """
    with house.store.read() as uow:
        shards = uow.licences.shards(specimen=house.signer.specimen)
        last = uow.trail.heads().get(house.terminal)
    if last is not None and house.clock.now() < last.at:
        raise SystemFault("clock_behind")
    if not _is_believed(house, trust):
        raise SystemFault("lists_not_believed")
    press = _Press(house, inspector, trust, folder, policy)
    try:
        for shard in shards:
            press.print(shard)
    finally:
        press.note()
    return Published(len(press.written), len(shards) - len(press.written))


def _is_believed(house: House, trust: TrustList) -> bool:
    now = house.clock.now()
    return any(key.is_believed(now) for key in trust.keys_of(house.signer.key_id))


@dataclass(slots=True)
class _Press:
    """Prints one shard after the other and knows what it wrote."""

    house: House
    inspector: Inspector
    trust: TrustList
    folder: Path
    policy: ListPolicy
    written: dict[int, bytes] = field(default_factory=dict)

    def print(self, shard: int) -> None:
        """Bring the list of a shard to what the register says."""
        place = self.folder / list_name(shard)
        _tidy(place)
        for _ in range(_ROUNDS):
            now = self.house.clock.now().replace(microsecond=0)
            old = self._standing(place, shard, now)
            bits = self._bits(shard, old)
            if old is not None and self._is_good(old, bits, now):
                return
            # never dated before the one it takes the place of, or checkers would refuse it
            issued = now if old is None else max(now, old.list.issued_at)
            fresh = StatusList(
                uri=address_of(self.house.profile.verify_host, shard),
                issued_at=issued,
                expires_at=issued + self.policy.lifetime,
                ttl=self.policy.ttl,
                bits=bits,
            )
            token = self.house.signer.sign_status_list(fresh)
            _write(place, token)
            self.written[shard] = token

    def note(self) -> None:
        """Put what was written into the trail."""
        if not self.written:
            return
        digests = b"".join(hashlib.sha256(token).digest() for token in self.written.values())
        with self.house.store.write() as uow:
            record(
                uow,
                self.house.clock.now(),
                "status_list_published",
                "",
                lists=len(self.written),
                sha256=hashlib.sha256(digests).hexdigest(),
            )
            uow.commit()

    def _standing(self, place: Path, shard: int, now: datetime) -> ProvedList | None:
        """The list that is published now, when it is one of this authority and kind."""
        try:
            with place.open("rb") as file:
                token = file.read(MAX_LIST_BYTES)
        except OSError:
            return None
        found = prove(token, shard, self.trust, self.inspector, now)
        if found is None or found.list.is_from_future(now):
            return None
        signer = self.house.signer
        own = {key.authority for key in self.trust.keys_of(signer.key_id)}
        ours = any(found.speaks_for(each, specimen=signer.specimen) for each in own)
        return found if ours else None

    def _bits(self, shard: int, old: ProvedList | None) -> bytes:
        with self.house.store.read() as uow:
            marks: dict[int, LicenceStatus] = dict(uow.licences.not_valid(shard))
            for place, status in old.list.marked() if old is not None else ():
                if place not in marks and not uow.licences.has_place(shard, place):
                    marks[place] = status
            size = max(self.policy.positions, uow.licences.places(shard), *(p + 1 for p in marks))
        return pack(marks.items(), size)

    def _is_good(self, old: ProvedList, bits: bytes, now: datetime) -> bool:
        return (
            any(key.key_id == self.house.signer.key_id for key in old.signers)
            and old.list.uri.startswith(f"https://{self.house.profile.verify_host.lower()}/")
            and old.list.bits == bits
            and now < old.list.issued_at + self.policy.renew
        )


def _write(place: Path, content: bytes) -> None:
    fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise SystemFault("lists_unwritable", f"{place}: {error.strerror}") from error


def _tidy(place: Path) -> None:
    """Remove what a publisher that was killed left beside the list an hour ago or earlier."""
    for left in place.parent.glob(f"{place.name}.*.new"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                left.unlink()
