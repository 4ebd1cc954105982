"""The name check against the pairs labelled from the law: who agrees, who does not, and why.

``python -m tests.benchmarks.name_pairs`` prints for each of the two sets the table of verdicts,
the recall of each relation and every disagreement.
"""

import csv
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from kiosk.domain.names.keys import name_index
from kiosk.domain.names.split import split_name
from kiosk.domain.records import NameClaim, RegisteredName
from kiosk.domain.states import ClaimState, Severity
from kiosk.ports import Store, UnitOfWork
from kiosk.services.check_name import NameInquiry, NameReport, check_name
from tests.builders import ON, ROOT, the_names, the_reference, the_rules
from tests.desk import a_store

PAIRS = ROOT / "tests/data/name_pairs.tsv"
SECOND = ROOT / "tests/data/name_pairs_second.tsv"
"""Written when the program had been mended by the first; its first run is in name_pairs.md."""

HERE = "320583"
VERDICTS = ("pass", "warn", "refer", "return")
"""From the lightest to the gravest; the gravest problem of a name is the verdict on it."""

SAME = frozenset({"S1", "S2", "S3", "A1"})
"""名称规定 17 has one bar, the same brand in the same industry: one may be reported for another."""

RELATIONS = (*sorted(SAME), "A2", "SOUND", "A3", "A4", "A5")
"""How two names can meet; N1 to N6 judge a name alone."""

DAYS = {"reserved": 61, "freed": 365, "preapproved": 365}
"""How long a name is kept (名称规定 17, 18); the pairs leave out the days about the ends."""

PERSON = "320523199506070012"
_SEVERITIES = {Severity.WARN: "warn", Severity.REFER: "refer", Severity.RETURN: "return"}
_CIRCUMSTANCE = re.compile(r"\{(\w+)(?:=([^}]*))?\} *")
_AUTHORITIES = (
    ("昆山", "320583"), ("太仓", "320585"), ("常熟", "320581"), ("张家港", "320582"),
    ("苏州工业园", "320576"), ("苏州市姑苏", "320508"), ("苏州市吴中", "320506"),
    ("苏州市吴江", "320509"), ("苏州市相城", "320507"), ("苏州", "320508"),
    ("上海", "310114"), ("无锡", "320211"), ("江阴", "320281"), ("南京", "320102"),
    ("常州", "320412"), ("嘉兴", "330421"), ("湖州", "330503"), ("南通", "320602"),
    ("启东", "320681"), ("杭州", "330106"), ("扬州", "321003"), ("盐城", "320902"),
)  # fmt: skip
"""Where a registered name stands, by the place it says, wherever in the name it says it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled line; ``own`` and ``operator`` are told in braces before the reason."""

    applied: str
    registered: str
    scope: str
    state: str
    days: int
    verdict: str
    relation: str
    article: str
    why: str
    own: bool
    operator: str
    preapproved: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What the product says of a pair: its verdict, and the relations it names."""

    pair: Pair
    verdict: str
    relations: frozenset[str]
    rules: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the verdict is the labelled one."""
        return self.verdict == self.pair.verdict

    @property
    def is_recalled(self) -> bool:
        """Whether the labelled relation, where there is one, was found in any of its wordings."""
        if self.pair.relation == "none":
            return True
        wanted = SAME if self.pair.relation in SAME else {self.pair.relation}
        return not self.relations.isdisjoint(wanted)


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """The labelled pairs in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_pair(row) for row in rows]


def judge(pairs: Sequence[Pair]) -> Iterator[Judged]:
    """Each pair by the product's own check, the registered name alone in a real register."""
    with tempfile.TemporaryDirectory() as folder:
        store = a_store(Path(folder))
        try:
            for pair in pairs:
                report = _report(store, pair)
                yield Judged(
                    pair,
                    _verdict(report),
                    frozenset(map(_relation, (p.rule for p in report.problems))),
                    tuple(p.rule for p in report.problems),
                )
        finally:
            store.close()


def _pair(row: dict[str, str]) -> Pair:
    told = dict(_CIRCUMSTANCE.findall(row["why"]))
    return Pair(
        **{key: value for key, value in row.items() if key != "days"},
        days=int(row["days"] or 0),
        own="own" in told,
        operator=told.get("operator", ""),
        preapproved="preapproved" in told,
    )


def _report(store: Store, pair: Pair) -> NameReport:
    reference = the_reference()
    area = reference.divisions.area_of(HERE)
    with store.write() as unit:
        if pair.registered:
            _put_into(unit, pair)

        def lookup(keys: tuple[str, ...]) -> Sequence[RegisteredName]:
            return unit.register.similar(area, keys, ON, PERSON)

        inquiry = NameInquiry(
            name=pair.applied,
            division=HERE,
            on=ON,
            scope=(pair.scope,) if pair.scope else (),
            proprietor=pair.operator,
            lookup=lookup,
        )
        return check_name(inquiry, the_rules(), reference, the_names())
    # never committed: each pair meets an empty register


def _put_into(unit: UnitOfWork, pair: Pair) -> None:
    names = the_names()
    place = next(code for word, code in _AUTHORITIES if word in pair.registered)
    kept = DAYS.get("preapproved" if pair.preapproved else pair.state)
    claim = NameClaim(
        id=uuid4(),
        area=the_reference().divisions.area_of(place),
        index=name_index(split_name(pair.registered, names), names),
        state=ClaimState(pair.state),
        until=ON + timedelta(days=kept - 1 - pair.days) if kept else None,
        holder=PERSON if pair.own else "",
    )
    assert unit.register.import_claims([claim]) == 1, pair.registered


def _verdict(report: NameReport) -> str:
    found = [_SEVERITIES[problem.severity] for problem in report.problems]
    return max(found, key=VERDICTS.index, default="pass")


def _relation(rule: str) -> str:
    """``name.a2_like`` is A2, ``name.a2_sound`` SOUND, ``name.n6_hard`` N6."""
    short = rule.removeprefix("name.")
    return "SOUND" if short == "a2_sound" else short.partition("_")[0].upper()


def main() -> int:
    """Print the tables. The exit is 1 when a pair labelled pass or warn is returned."""
    wrong = 0
    for path in (PAIRS, SECOND):
        print(f"{path.name}\n")
        judged = list(judge(read_pairs(path)))
        _print_tables(judged)
        _print_disagreements(judged)
        wrong += sum(map(is_refused_wrongly, judged))
    return int(wrong > 0)


def _print_tables(judged: Sequence[Judged]) -> None:
    counts = Counter((one.pair.verdict, one.verdict) for one in judged)
    print("labelled \\ judged" + "".join(f"{name:>8}" for name in VERDICTS))
    for label in VERDICTS:
        print(f"{label:<17}" + "".join(f"{counts[label, name]:>8}" for name in VERDICTS))
    agreeing = sum(one.agrees for one in judged)
    print(f"agreement {agreeing} of {len(judged)} = {agreeing / len(judged):.2%}\n")
    print("relation  pairs  recall")
    for relation in sorted({one.pair.relation for one in judged} - {"none"}):
        of = [one for one in judged if one.pair.relation == relation]
        print(f"{relation:<9}{len(of):>6}  {sum(one.is_recalled for one in of) / len(of):.1%}")


def _print_disagreements(judged: Sequence[Judged]) -> None:
    apart = [one for one in judged if not one.agrees or not one.is_recalled]
    print(f"\n{len(apart)} disagreements (labelled, judged, rules)")
    for one in apart:
        pair = one.pair
        state = f" [{pair.state} {pair.days}]" if pair.days else ""
        print(
            f"{pair.applied} | {pair.registered}{state} | {pair.verdict} {pair.relation}, "
            f"{one.verdict} {' '.join(one.rules)} | {pair.why}"
        )
    print()


def is_refused_wrongly(one: Judged) -> bool:
    """Whether a name that may be registered is returned."""
    return one.pair.verdict in {"pass", "warn"} and one.verdict == "return"


if __name__ == "__main__":
    sys.exit(main())
