"""The trust lists of the vectors, and bundles in which a root signed them, good and bad."""

import hashlib
import json
from functools import cache

from tests.vectors.world import (
    AUTHORITY,
    ELSEWHERE,
    SINCE,
    TWINS,
    UNTIL,
    b64,
    fingerprint,
    public,
    root_certificate,
    signed_by_root,
)

PACK, LIST = ("zhaoban pack", b"ZHAOBAN-PACK-1\n"), ("zhaoban trust list", b"ZHAOBAN-TRUST-1\n")
STOLEN_FROM = "2026-11-10T00:00:00+08:00"
EARLY, LATER = "2026-11-01T00:00:00+00:00", "2026-11-12T00:00:00+00:00"


def credential_key(name, terminal, *, authority=AUTHORITY, since=SINCE, until=UNTIL, **more):
    """One key of a trust list."""
    return {
        "authority": authority,
        "terminal": terminal,
        "public_key": b64(public(name)),
        "specimen": more.get("specimen", False),
        "since": since,
        "until": until,
        "revoked_from": more.get("revoked_from"),
    }


def trust_list(keys, root="authority", authority=AUTHORITY, specimen=False):
    """A list with one root."""
    roots = [{"authority": authority, "certificate": b64(root_certificate(root)),
              "specimen": specimen, "revoked_from": None}] if root else []  # fmt: skip
    return {"version": 1, "roots": roots, "credential_keys": keys, "revoked_certificates": []}


@cache
def lists():
    """The lists by name."""
    keys = [
        credential_key("K01", "K01"),
        credential_key("K02", "K02", revoked_from=STOLEN_FROM),
        credential_key("K03", "K03", until="2026-07-01T00:00:00+08:00"),
        credential_key("K04", "K04", since="2026-12-01T00:00:00+00:00"),
        credential_key("K05", "K05", revoked_from=SINCE),
        credential_key(
            "K06", "K06", since="1970-01-01T00:00:00+00:00", until="9999-12-31T00:00:00+00:00"
        ),
        *(credential_key(name, f"T{number}") for number, name in enumerate(TWINS, 1)),
        credential_key("E01", "E01", authority=ELSEWHERE),
    ]
    practice = [credential_key("P01", "", authority="", specimen=True)]
    fresh = credential_key("K07", "K07", since=LATER)
    stolen = credential_key("K02", "K02")
    both = trust_list(keys)
    both["roots"] += trust_list([], "practice", "", specimen=True)["roots"]
    both["credential_keys"] = keys + practice
    return {
        "authority": trust_list(keys),
        "authority and practice": both,
        "practice": trust_list(practice, "practice", "", specimen=True),
        "before the theft": trust_list([keys[0], stolen]),
        "after the theft": trust_list([keys[0], keys[1], fresh]),
        "nobody": trust_list([], root=None),
    }


def bundle(name, *, root="authority", by=None, form=PACK, at=EARLY, **other):
    """The text of a bundle; ``other`` puts parts of one's own in, by their name."""
    listed = other.get("trust", _json(lists().get(name)))
    files = {"trust.json": hashlib.sha256(other.get("said", listed)).hexdigest()}
    manifest = other.get(
        "manifest",
        _json({"format": form[0], "version": 1, "made_at": at, "files": files} | other.get("more", {})),
    )  # fmt: skip
    signature = other.get("signature", signed_by_root(by or root, form[1] + manifest))
    parts = {
        "format": "zhaoban trust bundle",
        "version": 1,
        "root": b64(other.get("carried", root_certificate(root))),
        "manifest": b64(manifest),
        "signature": b64(signature),
        "trust": b64(listed),
    }
    return _json({**parts, **other.get("top", {})}).decode()


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def bundles():
    """Every bundle, whether it is believed, and why not: (id, what, root, text, problem, list)."""
    real, practice, evil = (fingerprint(name) for name in ("authority", "practice", "evil"))
    good = bundle("authority")
    flipped = lambda part, at=5: _flipped(good, part, at)  # noqa: E731
    not_signed, unreadable = "not_signed", "unreadable"
    yes = [
        ("pack", "the list as it stands in an authority's pack", real, good, "authority"),
        ("practice", "practice signs its own list", practice,
         bundle("practice", root="practice", form=LIST), "practice"),
        ("theft", "a later list with a revocation", real, bundle("after the theft", at=LATER), "after the theft"),
        ("before", "the list before the revocation", real, bundle("before the theft"), "before the theft"),
        ("more", "a manifest that says more than is needed", real,
         bundle("authority", more={"trees": {}}), "authority"),
    ]  # fmt: skip
    no = [
        ("other-root", "another root than the one that people compared", evil, good, not_signed),
        ("forged", "the right root is carried, another key signed", real, bundle("authority", by="evil"), not_signed),
        ("own-root", "a forger carries his own root", real, bundle("authority", root="evil"), not_signed),
        ("other-context", "a pack's signature over a list of its own", real,
         bundle("authority", form=(LIST[0], PACK[1])), not_signed),
        ("other-context-2", "a list's signature over a pack", real, bundle("authority", form=(PACK[0], LIST[1])), not_signed),
        ("no-context", "signed without a context", real, bundle("authority", form=(PACK[0], b"")), not_signed),
        ("other-list", "another list than the manifest names", real,
         bundle("authority", said=b"{}"), not_signed),
        ("flip-trust", "a bit of the list", real, flipped("trust", 300), not_signed),
        ("flip-manifest", "a bit of the manifest's digest", real, flipped("manifest", 60), not_signed),
        ("flip-signature", "a bit of the signature", real, flipped("signature", 40), not_signed),
        ("flip-root", "a bit of the root's signature", real, flipped("root", len(root_certificate("authority")) - 1), not_signed),
        ("no-signature", "an empty signature", real, bundle("authority", signature=b""), not_signed),
        ("raw-signature", "r and s side by side instead of DER", real, bundle("authority", signature=bytes(range(64))), not_signed),
        ("made-real", "practice says its keys are no practice", practice,
         bundle("authority", root="practice", form=LIST), not_signed),
        ("made-practice", "an authority's pack carries practice keys", real, bundle("authority and practice"), not_signed),
        ("rootless", "the list does not name the root that signed it", real, bundle("nobody"), not_signed),
        ("format", "another format of the bundle", real, bundle("authority", top={"format": "zhaoban"}), unreadable),
        ("version", "another version of the bundle", real, bundle("authority", top={"version": 2}), unreadable),
        ("manifest-version", "another version of the manifest", real, bundle("authority", more={"version": 2}), unreadable),
        ("manifest-format", "a manifest of another kind", real, bundle("authority", more={"format": "zhaoban scope"}), unreadable),
        ("undated", "a manifest without its date", real, bundle("authority", more={"made_at": None}), unreadable),
        ("no-zone", "a date without an offset", real, bundle("authority", more={"made_at": "2026-11-01T00:00:00"}), unreadable),
        ("manifest-list", "a manifest that is a list", real, bundle("authority", manifest=b"[]"), unreadable),
        ("manifest-text", "a manifest that is no JSON", real, bundle("authority", manifest=b"{"), unreadable),
        ("files-missing", "a manifest without files", real, bundle("authority", more={"files": None}), unreadable),
        ("root-text", "a root that is no certificate", real, bundle("authority", carried=b"root"), unreadable),
        ("root-number", "a root that is a number", real, bundle("authority", top={"root": 7}), unreadable),
        ("root-null", "no root", real, bundle("authority", top={"root": None}), unreadable),
        ("base64", "a part that is not base64url", real, bundle("authority", top={"trust": "§§"}), unreadable),
        ("list-text", "a signed list that is no JSON", real, bundle("", trust=b"{"), unreadable),
        ("list-version", "a signed list of another version", real, bundle("", trust=b'{"version":2}'), unreadable),
        ("short-key", "a signed list whose key has 31 bytes", real, bundle("", trust=_short_key()), unreadable),
        ("cut", "cut short", real, good[: len(good) // 2], unreadable),
        ("empty", "nothing", real, "", unreadable),
        ("array", "a list", real, "[]", unreadable),
        ("html", "what a captive portal answers", real, "<!doctype html><title>Wi-Fi</title>", unreadable),
    ]  # fmt: skip
    return [(*each[:4], "", each[4]) for each in yes] + [(*each, "") for each in no]


def _short_key() -> bytes:
    made = json.loads(_json(lists()["authority"]))
    made["credential_keys"][0]["public_key"] = b64(public("K01")[:31])
    return _json(made)


def _flipped(text: str, part: str, at: int) -> str:
    import base64

    made = json.loads(text)
    octets = bytearray(base64.urlsafe_b64decode(made[part] + "=" * (-len(made[part]) % 4)))
    octets[at] ^= 1
    made[part] = b64(bytes(octets))
    return _json(made).decode()
