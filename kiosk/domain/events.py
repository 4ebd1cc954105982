"""Every event the trail knows, the details each may carry, and the refusal of personal values."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum

from kiosk.domain.answers import Json


class Event(StrEnum):
    """The events; ``resources/reference/events.yaml`` says in words what each means."""

    APPLICATION_SUBMITTED = "application_submitted"
    APPLICATION_DECIDED = "application_decided"
    APPLICATION_ERASED = "application_erased"
    LICENCE_ISSUED = "licence_issued"
    LICENCE_COLLECTED = "licence_collected"
    LICENCE_SUSPENDED = "licence_suspended"
    LICENCE_REVOKED = "licence_revoked"
    PERSONS_BARRED = "persons_barred"
    LICENCE_REINSTATED = "licence_reinstated"
    NOTICE_SENT = "notice_sent"
    NOTICE_DEAD = "notice_dead"
    NOTICE_WOKEN = "notice_woken"
    RULES_PAUSED = "rules_paused"
    RULES_RESUMED = "rules_resumed"
    RULE_SET_PUBLISHED = "rule_set_published"
    PROVISIONED = "provisioned"
    KEYS_CREATED = "keys_created"
    KEY_ROTATED = "key_rotated"
    CHECKPOINT_SIGNED = "checkpoint_signed"
    SELFTEST_RUN = "selftest_run"
    BACKUP_MADE = "backup_made"
    BACKUP_RESTORED = "backup_restored"
    LEASES_BURNT = "leases_burnt"
    RETENTION_RUN = "retention_run"
    REGISTER_IMPORTED = "register_imported"
    REGISTER_REBUILT = "register_rebuilt"
    STATUS_LIST_PUBLISHED = "status_list_published"


_OFFICIAL = frozenset({"by", "ground"})

DETAILS: Mapping[Event, frozenset[str]] = {
    Event.APPLICATION_SUBMITTED: frozenset({"procedure", "form_version", "assurance", "help"}),
    Event.APPLICATION_DECIDED: frozenset(
        {"outcome", "rule_set", "attempt", "by", "rules", "ground", "assurance"}
    ),
    Event.APPLICATION_ERASED: frozenset({"state"}),
    Event.LICENCE_ISSUED: frozenset({"credit_code", "specimen", "key_id", "documents"}),
    Event.LICENCE_COLLECTED: frozenset({"credit_code", "document", "copy", "assurance", "number"}),
    Event.LICENCE_SUSPENDED: _OFFICIAL,
    Event.LICENCE_REVOKED: _OFFICIAL,
    Event.LICENCE_REINSTATED: _OFFICIAL,
    Event.PERSONS_BARRED: frozenset({"rows", "by"}),
    Event.NOTICE_SENT: frozenset({"kind", "attempt"}),
    Event.NOTICE_DEAD: frozenset({"kind", "attempt"}),
    Event.NOTICE_WOKEN: frozenset({"notice"}),
    Event.RULES_PAUSED: _OFFICIAL,
    Event.RULES_RESUMED: _OFFICIAL,
    Event.RULE_SET_PUBLISHED: frozenset({"rule_set", "procedure", "version"}),
    Event.PROVISIONED: frozenset({"by", "authority", "root", "pack", "profile"}),
    Event.KEYS_CREATED: frozenset({"keys", "specimen"}),
    Event.KEY_ROTATED: frozenset({"keys", "by", "specimen"}),
    Event.CHECKPOINT_SIGNED: frozenset({"sequence", "hash"}),
    Event.SELFTEST_RUN: frozenset({"ok", "warn", "down"}),
    Event.BACKUP_MADE: frozenset({"high_water"}),
    Event.BACKUP_RESTORED: frozenset({"made_at", "sha256", "heads", "floor", "ground"}),
    Event.LEASES_BURNT: frozenset({"floor"}),
    Event.RETENTION_RUN: frozenset({"counts", "policy"}),
    Event.REGISTER_IMPORTED: frozenset({"rows", "added", "sha256"}),
    Event.REGISTER_REBUILT: frozenset({"rows", "keyset"}),
    Event.STATUS_LIST_PUBLISHED: frozenset({"lists", "sha256"}),
}
"""The detail keys each event may carry; nothing else is written."""

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
    r"(?![0-9A-Za-z])"
)
_OLD_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\+?(?:00)?86)?1[3-9]\d{9}(?![0-9A-Za-z])")
_GAPS = re.compile(r"(?<=\d)[\s-]+(?=[\dXx])")


class NotForTheTrail(ValueError):
    """The event, a detail's key or a value has no place in the trail; ``where`` names it.

    The message never repeats the value.
    """

    def __init__(self, fault: str, where: str) -> None:
        super().__init__(f"{fault}: {where}")
        self.fault = fault  # unknown_event | unknown_detail | personal_value
        self.where = where


def looks_personal(text: str) -> bool:
    """Whether an identity number (18 or 15 digits) or a mobile number stands in the text.

    Spaces, hyphens and full-width digits do not hide one. Credit codes (which begin with 9
    and carry no birth date), hashes and instants are not taken for one.
    """
    plain = unicodedata.normalize("NFKC", text)
    return any(
        pattern.search(form)
        for form in (plain, _GAPS.sub("", plain))
        for pattern in (_IDENTITY, _OLD_IDENTITY, _MOBILE)
    )


def check_event(event: str, subject: str, details: Mapping[str, Json]) -> Event:
    """The event, when it is documented and says nothing personal. Raises NotForTheTrail."""
    try:
        known = Event(event)
    except ValueError:
        raise NotForTheTrail("unknown_event", event) from None
    if unknown := sorted(details.keys() - DETAILS[known]):
        raise NotForTheTrail("unknown_detail", f"{event}.{unknown[0]}")
    if looks_personal(subject):
        raise NotForTheTrail("personal_value", f"{event}.subject")
    for key, value in details.items():
        if any(looks_personal(text) for text in _texts(value)):
            raise NotForTheTrail("personal_value", f"{event}.{key}")
    return known


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield key
            yield from _texts(member)
    elif isinstance(value, list):
        for member in value:
            yield from _texts(member)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
