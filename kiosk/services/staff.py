"""Staff of a terminal: taken in by name and PIN, slowed down and locked out when they guess."""

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.domain.problems import Problem
from kiosk.domain.staff import ScryptCost, StaffPerson, StaffPolicy, name_problem, pin_problem
from kiosk.ports import Clock, Store
from kiosk.services.record import record

_SALT = 16
_HASH = 32
_DOMAIN = b"zhaoban staff pin v1\0"


class Desk(Protocol):
    """The part of the house that staff need."""

    @property
    def store(self) -> Store:
        """Where the persons are."""
        ...

    @property
    def clock(self) -> Clock:
        """Tells now."""
        ...

    @property
    def staff(self) -> StaffPolicy:
        """What PINs and delays are like."""
        ...

    @property
    def index_key(self) -> bytes:
        """The register's key: without it a stolen register tells no PIN."""
        ...


@dataclass(frozen=True, slots=True)
class StaffSession:
    """This person signed in at this instant; what is done with it carries the name."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """A person as others may see one."""

    name: str
    added_at: datetime
    added_by: str
    failures: int
    locked: bool


def add_person(desk: Desk, name: str, pin: str, by: str) -> Problem | None:
    """Take a person in, or say why not: ``staff_name_shape``, ``staff_exists``, ``pin_shape``,
    ``pin_weak``. The PIN is kept only as scrypt's result under a salt and the register's key.
    """
    name = plain_name(name)
    problem = name_problem(name) or pin_problem(pin, desk.staff)
    if problem is not None:
        return problem
    salt = os.urandom(_SALT)
    pin_hash = _hash(desk, name, pin, salt, desk.staff.cost)
    with desk.store.write() as uow:
        now = desk.clock.now()
        person = StaffPerson(name, salt, pin_hash, desk.staff.cost, now, by)
        if not uow.staff.add(person):
            return Problem("staff_exists", params={"name": name})
        record(uow, now, "staff_added", "", person=name, by=by)
        uow.commit()
    return None


def remove_person(desk: Desk, name: str, by: str) -> bool:
    """Delete a person; False when there is none of this name."""
    name = plain_name(name)
    with desk.store.write() as uow:
        if not uow.staff.remove(name):
            return False
        record(uow, desk.clock.now(), "staff_removed", "", person=name, by=by)
        uow.commit()
    return True


def persons(desk: Desk) -> Sequence[StaffEntry]:
    """Everyone, in the order in which they were taken in."""
    with desk.store.read() as uow:
        return [
            StaffEntry(p.name, p.added_at, p.added_by, p.failures, _is_locked(desk, p))
            for p in uow.staff.every()
        ]


def unlock_person(desk: Desk, name: str, by: str) -> Problem | None:
    """Let a locked person try again: ``staff_unknown``, or ``staff_unlock_self``."""
    name = plain_name(name)
    if plain_name(by) == name:
        return Problem("staff_unlock_self")
    with desk.store.write() as uow:
        person = uow.staff.get(name)
        if person is None:
            return Problem("staff_unknown", params={"name": name})
        uow.staff.update(replace(person, failures=0, wait_until=None, locked=False))
        record(uow, desk.clock.now(), "staff_unlocked", "", person=name, by=by)
        uow.commit()
    return None


def sign_in(desk: Desk, name: str, pin: str) -> StaffSession | Problem:
    """Sign a person in, or say why not: ``staff_wrong`` (seconds to wait), ``staff_wait``
    (seconds), ``staff_locked``.

    A try counts as failed, durably, before the PIN is looked at, and is taken back when it was
    right: whoever guesses in parallel, at other terminals or by pulling the plug, gets not one
    guess more. A name that is not there takes as long and is answered as a wrong PIN is.
    """
    name = plain_name(name)
    person = _begin_try(desk, name)
    if isinstance(person, Problem):
        return person
    if person is None:
        _hash(desk, name, pin, bytes(_SALT), desk.staff.cost)
        return _unknown(desk)
    made = _hash(desk, name, pin, person.salt, person.cost)
    return _end_try(desk, person, right=hmac.compare_digest(made, person.pin_hash))


def plain_name(name: str) -> str:
    """The name as it is kept, however it was typed."""
    return unicodedata.normalize("NFKC", name).strip()


def _begin_try(desk: Desk, name: str) -> StaffPerson | Problem | None:
    with desk.store.write() as uow:
        now = desk.clock.now()
        person = uow.staff.get(name)
        if person is None:
            return None
        if _is_locked(desk, person):
            record(uow, now, "staff_refused", "", person=name, reason="staff_locked")
            uow.commit()
            return Problem("staff_locked")
        if person.wait_until is not None and now < person.wait_until:
            return Problem("staff_wait", params={"seconds": _seconds(person.wait_until - now)})
        failures = person.failures + 1
        trying = replace(
            person, failures=failures, wait_until=now + desk.staff.delay_after(failures)
        )
        uow.staff.update(trying)
        uow.commit()
        return trying


def _end_try(desk: Desk, trying: StaffPerson, *, right: bool) -> StaffSession | Problem:
    with desk.store.write() as uow:
        now = desk.clock.now()
        person = uow.staff.get(trying.name)
        if person is None or person.pin_hash != trying.pin_hash:  # removed meanwhile
            return Problem("staff_wrong", params={"seconds": "0"})
        if right:
            uow.staff.update(replace(person, failures=0, wait_until=None, locked=False))
            record(uow, now, "staff_signed_in", "", by=person.name)
            uow.commit()
            return StaffSession(person.name, now)
        record(uow, now, "staff_refused", "", person=person.name, reason="staff_wrong")
        locked = _is_locked(desk, person)
        if locked:
            uow.staff.update(replace(person, locked=True))
            record(uow, now, "staff_locked", "", person=person.name, failures=person.failures)
        uow.commit()
    if locked:
        return Problem("staff_locked")
    wait = desk.staff.delay_after(trying.failures)
    return Problem("staff_wrong", params={"seconds": _seconds(wait)})


def _unknown(desk: Desk) -> Problem:
    with desk.store.write() as uow:
        record(uow, desk.clock.now(), "staff_refused", "", reason="staff_unknown")
        uow.commit()
    return Problem("staff_wrong", params={"seconds": _seconds(desk.staff.first_delay)})


def _is_locked(desk: Desk, person: StaffPerson) -> bool:
    return person.locked or person.failures >= desk.staff.lock_after


def _seconds(wait: timedelta) -> str:
    return str(-(-wait // timedelta(seconds=1)))


def _hash(desk: Desk, name: str, pin: str, salt: bytes, cost: ScryptCost) -> bytes:
    """Scrypt (RFC 7914) over the PIN keyed with the register's own secret."""
    keyed = hmac.digest(desk.index_key, _DOMAIN + name.encode() + b"\0" + pin.encode(), "sha256")
    memory = 128 * cost.r * (cost.n + cost.p + 2)
    return hashlib.scrypt(
        keyed, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=2 * memory, dklen=_HASH
    )
