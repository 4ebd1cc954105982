"""Vectors about keeping: a checker that has seen a newer list never goes back to an older one."""

from collections.abc import Iterator

from tests.vectors.tokens import NOW
from tests.vectors.trust import EARLY, LATER, bundle
from tests.vectors.world import fingerprint

KEPT, OFFERED, NONE = "kept", "offered", "none"


def newer() -> Iterator[dict[str, object]]:
    """What is used when one list is kept and another one is offered."""
    for name, what, kept, offered, use in [
        ("older", "the list before a revocation is offered again", "ordinary", "expired", KEPT),
        ("newer", "a newer list takes the place", "expired", "ordinary", OFFERED),
        ("same", "the same list", "ordinary", "ordinary", OFFERED),
        ("forged", "a forged list is offered", "ordinary", "bad: forged", KEPT),
        ("html", "a captive portal answers", "ordinary", "bad: html", KEPT),
        ("other-shard", "another shard's list is offered", "ordinary", "shard 1", KEPT),
        ("thief", "a thief offers a list", "ordinary", "bad: thief", KEPT),
        ("thief-2", "a thief offers a list that he dated back", "ordinary", "bad: thief backdated", KEPT),
        ("thief-kept", "a thief's list was kept before the theft was known", "bad: thief", "ordinary", OFFERED),
        ("future-offered", "a list from the future is offered", "ordinary", "future", KEPT),
        ("future-kept", "a list from the future was kept: it bars nothing", "far future", "ordinary", OFFERED),
        ("nothing-kept", "nothing is kept", None, "ordinary", OFFERED),
        ("server-gone", "nothing is offered", "ordinary", None, KEPT),
        ("server-gone-old", "nothing is offered, what is kept has ended", "expired", None, KEPT),
        ("nothing", "neither", None, None, NONE),
        ("both-bad", "neither proves anything", "bad: forged", "bad: html", NONE),
    ]:  # fmt: skip
        yield {"id": f"newer/list-{name}", "what": what, "kind": "list", "trust": "authority", "shard": 0,
               "now": NOW.isoformat(), "kept": kept, "offered": offered, "use": use}  # fmt: skip
    root = fingerprint("authority")
    before, after = bundle("before the theft", at=EARLY), bundle("after the theft", at=LATER)
    for name, what, kept, offered, use in [
        ("older", "the list before the theft is offered again", after, before, KEPT),
        ("newer", "the list with the theft takes the place", before, after, OFFERED),
        ("same", "the same list", after, after, OFFERED),
        ("forged", "a forged list", after, bundle("before the theft", by="evil", at=LATER), KEPT),
        ("html", "a captive portal answers", after, "<!doctype html>", KEPT),
        ("nothing-kept", "nothing is kept", None, after, OFFERED),
        ("server-gone", "nothing is offered", after, None, KEPT),
        ("nothing", "neither", None, None, NONE),
    ]:
        yield {"id": f"newer/trust-{name}", "what": what, "kind": "trust", "root": root,
               "now": NOW.isoformat(), "kept": kept, "offered": offered, "use": use}  # fmt: skip
