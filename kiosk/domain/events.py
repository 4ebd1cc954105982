"""Every event the trail knows, the details each may carry, and the refusal of personal values."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum

from kiosk.domain.answers import Json


class Event(StrEnum):
    """The events; ``resources/reference/events.yaml`` says in words what each means."""

    APPLICATION_SUBMITTED = "application_submitted"
    APPLICATION_SEALED = "application_sealed"
    APPLICATION_FORWARDED = "application_forwarded"
    APPLICATION_ARRIVED = "application_arrived"
    APPLICATION_DECIDED = "application_decided"
    APPLICATION_ERASED = "application_erased"
    LICENCE_ISSUED = "licence_issued"
    LICENCE_COLLECTED = "licence_collected"
    PAPER_PRINTED = "paper_printed"
    PRINT_ANSWERED = "print_answered"
    PRINT_TAKEN_UP = "print_taken_up"
    BLANKS_LOADED = "blanks_loaded"
    BLANKS_SPOILED = "blanks_spoiled"
    LICENCE_SUSPENDED = "licence_suspended"
    LICENCE_REVOKED = "licence_revoked"
    PERSONS_BARRED = "persons_barred"
    LICENCE_REINSTATED = "licence_reinstated"
    NOTICE_SENT = "notice_sent"
    NOTICE_DEAD = "notice_dead"
    NOTICE_WOKEN = "notice_woken"
    NOTICE_DELIVERED = "notice_delivered"
    NOTICE_UNDELIVERED = "notice_undelivered"
    NUMBER_OPTED_OUT = "number_opted_out"
    NUMBER_OPTED_IN = "number_opted_in"
    VERIFICATION_SENT = "verification_sent"
    VERIFICATION_DELIVERED = "verification_delivered"
    VERIFICATION_UNDELIVERED = "verification_undelivered"
    VERIFICATION_UNSENT = "verification_unsent"
    VERIFICATION_REFUSED = "verification_refused"
    VERIFICATION_PASSED = "verification_passed"
    VERIFICATION_FAILED = "verification_failed"
    MOBILE_UNVERIFIED = "mobile_unverified"
    STAFF_ADDED = "staff_added"
    STAFF_REMOVED = "staff_removed"
    STAFF_SIGNED_IN = "staff_signed_in"
    STAFF_REFUSED = "staff_refused"
    STAFF_LOCKED = "staff_locked"
    STAFF_UNLOCKED = "staff_unlocked"
    SLIP_MADE = "slip_made"
    SCOPE_IMPORTED = "scope_imported"
    SCOPE_REVERTED = "scope_reverted"
    RULES_PAUSED = "rules_paused"
    RULES_RESUMED = "rules_resumed"
    TERMINAL_CLOSED = "terminal_closed"
    TERMINAL_OPENED = "terminal_opened"
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
    Event.APPLICATION_SEALED: frozenset({"procedure", "assurance", "sequence"}),
    Event.APPLICATION_FORWARDED: frozenset({"sequence"}),
    Event.APPLICATION_ARRIVED: frozenset({"procedure", "assurance", "sequence", "sealed_at"}),
    Event.APPLICATION_DECIDED: frozenset(
        {"outcome", "rule_set", "scope", "attempt", "by", "rules", "ground", "assurance"}
    ),
    Event.APPLICATION_ERASED: frozenset({"state"}),
    Event.LICENCE_ISSUED: frozenset({"credit_code", "specimen", "key_id", "documents"}),
    Event.LICENCE_COLLECTED: frozenset({"credit_code", "document", "copy", "assurance", "number"}),
    Event.PAPER_PRINTED: frozenset({"document", "copy", "reprint", "sheets", "known_by"}),
    Event.PRINT_ANSWERED: frozenset({"document", "came_out", "copy", "reprint", "by"}),
    Event.PRINT_TAKEN_UP: frozenset({"document", "copy", "reprint", "state"}),
    Event.BLANKS_LOADED: frozenset({"paper", "sheets", "by"}),
    Event.BLANKS_SPOILED: frozenset({"paper", "sheets", "by", "ground"}),
    Event.LICENCE_SUSPENDED: _OFFICIAL,
    Event.LICENCE_REVOKED: _OFFICIAL,
    Event.LICENCE_REINSTATED: _OFFICIAL,
    Event.PERSONS_BARRED: frozenset({"rows", "by"}),
    Event.NOTICE_SENT: frozenset({"kind", "attempt"}),
    Event.NOTICE_DEAD: frozenset({"kind", "attempt"}),
    Event.NOTICE_WOKEN: frozenset({"notice"}),
    Event.NOTICE_DELIVERED: frozenset({"kind"}),
    Event.NOTICE_UNDELIVERED: frozenset({"kind"}),
    Event.NUMBER_OPTED_OUT: frozenset({"by"}),
    Event.NUMBER_OPTED_IN: frozenset({"by"}),
    Event.VERIFICATION_SENT: frozenset(),
    Event.VERIFICATION_DELIVERED: frozenset(),
    Event.VERIFICATION_UNDELIVERED: frozenset(),
    Event.VERIFICATION_UNSENT: frozenset({"permanent"}),
    Event.VERIFICATION_REFUSED: frozenset({"reason"}),
    Event.VERIFICATION_PASSED: frozenset({"tries"}),
    Event.VERIFICATION_FAILED: frozenset({"reason", "left"}),
    Event.MOBILE_UNVERIFIED: frozenset(),
    Event.STAFF_ADDED: frozenset({"person", "by"}),
    Event.STAFF_REMOVED: frozenset({"person", "by"}),
    Event.STAFF_SIGNED_IN: frozenset({"by"}),
    Event.STAFF_REFUSED: frozenset({"person", "reason"}),
    Event.STAFF_LOCKED: frozenset({"person", "failures"}),
    Event.STAFF_UNLOCKED: frozenset({"person", "by"}),
    Event.SLIP_MADE: frozenset({"state", "pickup_code"}),
    Event.SCOPE_IMPORTED: frozenset(
        {"version", "sha256", "signed", "items", "added", "gone", "hidden_trades", "by"}
    ),
    Event.SCOPE_REVERTED: frozenset({"version", "by"}),
    Event.RULES_PAUSED: _OFFICIAL,
    Event.RULES_RESUMED: _OFFICIAL,
    Event.TERMINAL_CLOSED: _OFFICIAL,
    Event.TERMINAL_OPENED: _OFFICIAL,
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
