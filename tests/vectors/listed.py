"""Vectors about the status list: what it says, how old it is, and lists that prove nothing."""

from datetime import timedelta

from tests.vectors.shape import Vector, shown
from tests.vectors.tokens import MARKS, NOW, WORDS, tokens
from tests.vectors.world import at, cbor, claims, sign1, to_text

HOUR = timedelta(hours=1)


def _asked(
    name, what, place, lists, status, reason="", *, as_of=NOW - HOUR, by="K01", shard=0, **more
):
    said = claims(c13=at(place, shard), **({"c14": 1} if by == "P01" else {}))
    words = status or "unknown"
    reason = reason or ("ok" if status == "valid" else status or "status_too_old")
    return Vector(
        f"status/{name}", what, to_text(sign1(cbor(said), by)), reason, lists=lists, status=words,
        as_of=as_of if status else None, fields=shown(said, by), specimen=by == "P01",
        trust=more.pop("trust", "authority"), **more,
    )  # fmt: skip


def statuses():
    """Credentials whose status is asked."""
    for place in sorted(
        {*MARKS, 4, 6, 7, 8, 9, 11, 4094, 4097, 4711, 4713, 4999, 5001, 8188, 8189}
    ):
        word = WORDS[MARKS.get(place, 0)]
        yield _asked(f"place-{place}", f"place {place} is {word}", place, {0: "ordinary"}, word)
    for place in (0, 1, 2, 4711):
        word = WORDS[MARKS.get(place, 0)]
        yield _asked(
            f"stored-{place}",
            f"a list that is not compressed: place {place}",
            place,
            {0: "stored"},
            word,
        )
        yield _asked(
            f"other-terminal-{place}",
            f"a list that another terminal signed: place {place}",
            place,
            {0: "by K06"},
            word,
        )
        yield _asked(
            f"more-claims-{place}",
            f"a list that says more: place {place}",
            place,
            {0: "more claims"},
            word,
        )
        yield _asked(
            f"port-{place}",
            f"a list at a host with a port: place {place}",
            place,
            {0: "port"},
            word,
        )
    for name, as_of in (("expired", NOW - 96 * HOUR), ("72 h", NOW - 72 * HOUR), ("future", NOW + timedelta(minutes=10, seconds=1)),
                        ("far future", None)):  # fmt: skip
        from datetime import UTC, datetime

        moment = as_of or datetime.fromtimestamp(4102444800, UTC)
        slug = name.replace(" ", "-")
        yield _asked(
            f"{slug}-valid",
            f"{tokens()[name][0]}: valid there, but too old to rely on",
            4711,
            {0: name},
            "valid",
            "status_too_old",
            as_of=moment,
        )
        for place in (0, 1, 2):
            word = WORDS[MARKS[place]]
            yield _asked(
                f"{slug}-{word}",
                f"{tokens()[name][0]}: what it says against a licence counts, {word}",
                place,
                {0: name},
                word,
                as_of=moment,
            )
    yield _asked(
        "last-second",
        "a list in its last second",
        4711,
        {0: "last second"},
        "valid",
        as_of=NOW - 72 * HOUR + timedelta(seconds=1),
    )
    yield _asked(
        "skew",
        "a list ten minutes ahead: clocks differ",
        4711,
        {0: "skew"},
        "valid",
        as_of=NOW + timedelta(minutes=10),
    )
    for days, word in ((0, "ok"), (2, "ok"), (3, "status_too_old"), (400, "status_too_old")):
        yield _asked(
            f"now-{days}",
            f"the ordinary list {days} days later",
            4711,
            {0: "ordinary"},
            "valid",
            word,
            now=NOW + timedelta(days=days),
        )
    yield _asked(
        "now-before",
        "a checker whose clock is a day behind",
        4711,
        {0: "ordinary"},
        "valid",
        "status_too_old",
        now=NOW - timedelta(days=1),
    )
    yield _asked(
        "shard-65535", "the last shard", 4711, {65535: "shard 65535"}, "revoked", shard=65535
    )
    yield _asked(
        "shard-1",
        "another shard has its own list",
        0,
        {0: "ordinary", 1: "shard 1"},
        "valid",
        shard=1,
    )
    yield _asked(
        "specimen",
        "a specimen and the list of specimens",
        8,
        {0: "by practice"},
        "valid",
        "specimen",
        by="P01",
        trust="practice",
    )
    yield _asked(
        "specimen-revoked",
        "a revoked specimen",
        7,
        {0: "by practice"},
        "revoked",
        by="P01",
        trust="practice",
    )
    yield _asked(
        "specimen-real-list",
        "a specimen is not in the list of real licences",
        0,
        {0: "ordinary"},
        "",
        "specimen",
        by="P01",
        trust="authority and practice",
    )
    yield _asked(
        "specimen-unknown",
        "a specimen, and no list",
        0,
        {},
        "",
        "specimen",
        by="P01",
        trust="practice",
    )
    yield _asked(
        "none", "the list cannot be had: nothing says that the licence is in force", 4711, {}, ""
    )
    yield _asked(
        "other-shard-only", "only another shard's list can be had", 4711, {1: "shard 1"}, ""
    )
    yield _asked("swapped", "the list of shard 1 in the place of shard 0", 4711, {0: "shard 1"}, "")
    yield _asked(
        "swapped-10", "the list of shard 10 in the place of shard 0", 4711, {0: "shard 10"}, ""
    )
    yield _asked(
        "elsewhere",
        "another authority's licence, this authority's list",
        4711,
        {0: "ordinary"},
        "",
        by="E01",
    )
    yield _asked(
        "elsewhere-own",
        "another authority's licence, its own list",
        4711,
        {0: "bad: of another authority"},
        "valid",
        by="E01",
    )
    for place in (8192, 8193, 2**24 - 1):
        yield _asked(
            f"beyond-{place}",
            f"a place beyond the list's end: place {place}",
            place,
            {0: "ordinary"},
            "",
        )
    yield _asked("short-in", "the last place of a short list", 4095, {0: "short"}, "valid")
    yield _asked("short-out", "a place just beyond a short list", 4096, {0: "short"}, "")
    for place in range(4):
        yield _asked(
            f"one-byte-{place}",
            f"a list of one byte, 0x39: place {place}",
            place,
            {0: "one byte"},
            (WORDS[0x39 >> 2 * place & 3]),
        )
    yield _asked("one-byte-4", "one place beyond that byte", 4, {0: "one byte"}, "")
    yield _asked("empty", "a list of no places", 0, {0: "empty"}, "")
    for name in (each for each in tokens() if each.startswith("bad: ")):
        slug = name.removeprefix("bad: ").replace(" ", "-").replace("^", "")
        yield _asked(
            f"bad-{slug}", f"a list that proves nothing: {tokens()[name][0]}", 4711, {0: name}, ""
        )
    stolen = claims(c13=at(4711), c6=int((NOW - timedelta(days=60)).timestamp()))
    yield Vector(
        "status/stolen-earlier",
        "signed by a key before it was stolen, in force by another terminal's list",
        to_text(sign1(cbor(stolen), "K02")),
        "ok",
        lists={0: "by K06"},
        status="valid",
        as_of=NOW - HOUR,
        fields=shown(stolen, "K02"),
    )
    revoked = claims(c13=at(3), c6=int((NOW - timedelta(days=60)).timestamp()))
    yield Vector(
        "status/stolen-earlier-revoked",
        "the same, revoked since",
        to_text(sign1(cbor(revoked), "K02")),
        "revoked",
        lists={0: "by K06"},
        status="revoked",
        as_of=NOW - HOUR,
        fields=shown(revoked, "K02"),
    )
    yield Vector(
        "status/forged-licence",
        "nothing is asked about a licence whose signature fails",
        to_text(sign1(cbor(claims()), signature=bytes(64))),
        "bad_signature",
        lists={0: "ordinary"},
    )
