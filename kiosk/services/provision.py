"""Take in an authority's pack: the only way by which an install stops making specimens."""

import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kiosk.domain.pack import Pack
from kiosk.domain.problems import Problem
from kiosk.domain.signing_keys import Installation, PublicKeys
from kiosk.ports import Store
from kiosk.services.record import record

_PERSONS = 2
_NAME_LENGTH = 50


class AuthorityPlace(Protocol):
    """Where a pack that was taken in is kept."""

    def install(self, pack: bytes, fingerprint: str, by: tuple[str, ...], at: datetime) -> None:
        """Keep it, whole or not at all, in the place of an earlier one."""
        ...


def provision(
    pack: Pack,
    content: bytes,
    by: tuple[str, ...],
    confirm: Callable[[str], bool],
    *,
    install: Installation,
    place: AuthorityPlace,
    store: Store,
    now: datetime,
) -> Problem | None:
    """Take the pack in, or say why not; nothing is changed then.

    ``by`` are two different named persons, ``confirm`` is asked with the root's fingerprint
    in groups and says whether both found it to be the one the authority told them. The trail
    has the act before the pack is in force.
    """
    problem = _persons_problem(by) or _pack_problem(pack, install, now)
    if problem is not None:
        return problem
    if not confirm(pack.spoken_fingerprint):
        return Problem("provision.not_confirmed")
    with store.write() as uow:
        record(
            uow,
            now,
            "provisioned",
            "",
            by=list(by),
            authority=pack.profile.authority,
            root=pack.fingerprint,
            pack=pack.sha256,
            profile=pack.profile.version,
        )
        uow.commit()
    place.install(content, pack.fingerprint, by, now)
    return None


def count_specimens(store: Store) -> int:
    """How many licences of the register are specimens, made in practice."""
    with store.read() as uow:
        return sum(licence.specimen for licence in uow.licences.every())


def _persons_problem(by: tuple[str, ...]) -> Problem | None:
    names = {"".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in by}
    fine = len(by) == _PERSONS == len(names) and all(
        name and len(name) <= _NAME_LENGTH and name.isprintable() for name in names
    )
    return None if fine else Problem("provision.two_persons")


def _pack_problem(pack: Pack, install: Installation, now: datetime) -> Problem | None:
    if install.fingerprint not in (None, pack.fingerprint):
        return Problem("provision.other_authority")
    if install.pack_made_at is not None and pack.made_at < install.pack_made_at:
        # it may know of no stolen key, and list rules that are no longer in force
        return Problem("provision.older", params={"day": f"{install.pack_made_at:%Y-%m-%d}"})
    if install.recovery_is_practice:
        return Problem("provision.recovery_key_missing")
    certificates = [c for c in pack.certificates if c.terminal == install.terminal]
    keys = [k for k in pack.trust.keys if k.terminal == install.terminal]
    offered = {PublicKeys(c.public_key, k.public_key) for c in certificates for k in keys}
    for practice in install.practice:
        if any(
            pair.document == practice.document or pair.credential == practice.credential
            for pair in offered
        ):
            return Problem("provision.practice_key")
    wanted = offered & set(install.own)
    if not wanted:
        return Problem("provision.keys_differ", params={"terminal": install.terminal})
    documents = {pair.document for pair in wanted}
    credentials = {pair.credential for pair in wanted}
    in_force = any(c.public_key in documents and c.since <= now < c.until for c in certificates)
    believed = any(k.public_key in credentials and k.is_believed(now) for k in keys)
    return None if in_force and believed else Problem("provision.certificate_expired")
