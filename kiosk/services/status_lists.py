"""Believe a published status list or not: who signed it, for which shard, and which is newer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.domain.credential import Credential
from kiosk.domain.problems import Problem
from kiosk.domain.status_list import StatusList
from kiosk.domain.trust import TrustedKey, TrustList
from kiosk.domain.verification import StatusAnswer
from kiosk.services.verify import Inspector, StatusLookup

MAX_LIST_BYTES: Final = 8 * 1024 * 1024

Fetch = Callable[[int], bytes | None]
"""The published token of a shard, None when it cannot be had."""


@dataclass(frozen=True, slots=True)
class ProvedList:
    """A list and the keys that its signature holds by, one or more."""

    list: StatusList
    signers: tuple[TrustedKey, ...]

    def speaks_for(self, authority: str, *, specimen: bool) -> bool:
        """Whether this authority signed it, for licences of this kind."""
        return any(key.authority == authority and key.specimen is specimen for key in self.signers)


def list_name(shard: int) -> str:
    """The list's place below the folder of the page that answers to the QR's address."""
    return f"status/{shard}.cwt"


def prove(
    token: bytes, shard: int, trust: TrustList, inspector: Inspector, now: datetime
) -> ProvedList | None:
    """The list of the shard in a token, None when nothing proves it.

    A key of the trust list must have signed it while the key was in use, and the key must not
    be revoked by now: who stole it dates back. Whether the list is fresh is not asked here.
    """
    read = inspector.read_status_list(token)
    if isinstance(read, Problem) or not read.list.uri.endswith(f"/status/{shard}"):
        return None
    signers = tuple(
        key
        for key in trust.keys_of(read.key_id)
        if key.is_known(read.list.issued_at)
        and not key.is_revoked(max(read.list.issued_at, now))
        and inspector.signature_holds(read, key.public_key)
    )
    return ProvedList(read.list, signers) if signers else None


def newer_list(
    kept: bytes | None,
    offered: bytes | None,
    shard: int,
    trust: TrustList,
    inspector: Inspector,
    now: datetime,
) -> bytes | None:
    """The one to use of two tokens: never an older list than was kept, nor one unproved.

    A list from the future is not used and bars nothing; None when neither will do.
    """

    def dated(token: bytes | None) -> datetime | None:
        found = prove(token, shard, trust, inspector, now) if token else None
        return None if found is None or found.list.is_from_future(now) else found.list.issued_at

    old, fresh = dated(kept), dated(offered)
    if fresh is not None and (old is None or fresh >= old):
        return offered
    return kept if old is not None else None


def published_status(
    fetch: Fetch, trust: TrustList, inspector: Inspector, now: Callable[[], datetime]
) -> StatusLookup:
    """A status lookup that asks published lists.

    A list counts when it is proved and its signer is of the credential's authority and kind;
    else the status is not known. One that is too old still tells what was revoked.
    """

    def status_of(credential: Credential, authority: str) -> StatusAnswer | None:
        token = fetch(credential.status_shard)
        found = prove(token, credential.status_shard, trust, inspector, now()) if token else None
        if found is None or not found.speaks_for(authority, specimen=credential.specimen):
            return None
        status = found.list.status_of(credential.status_index)
        if status is None:
            return None
        return StatusAnswer(status, found.list.is_fresh(now()), found.list.issued_at)

    return status_of
