"""What the name check finds: planted pairs of every defined relation, and pairs a person labelled."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import TypeAlias

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.conflict import ConflictKind, conflicts
from kiosk.domain.names.keys import name_index, search_keys
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.split import split_name
from kiosk.domain.records import NameClaim, RegisteredName
from kiosk.domain.states import ClaimState, Severity
from kiosk.services.check_name import NameInquiry, _Judge
from kiosk.services.house import House
from tests.benchmarks.names_register import a_register

PAIRS = Path(__file__).resolve().parents[1] / "data/name_pairs.tsv"
CITY = "昆山市"
PLANTED = 100
KEPT = {"reserved": 61, "freed": 365}
"""Days for which a reserved and a freed name blocks (名称规定 17, 18); a year with a permit first."""

_ORDER = ("pass", "warn", "refer", "return")

_Pair: TypeAlias = tuple[BusinessName, BusinessName]
_Maker: TypeAlias = Callable[[str, Random, NameReference], _Pair | None]


def bench_recall(names: int = 100_000) -> dict[str, object]:
    """Percent of planted names that the question finds and names by the right relation.

    They are planted among the other names of the register, in a transaction that is given up.
    """
    rows = []
    with a_register(names) as services, services.house.store.write() as uow:
        house = services.house
        area, today = house.reference.divisions.area_of(house.profile.division), house.today()
        for relation, kind, maker in _MAKERS:
            pairs = list(islice(_pairs(maker, house.names, relation), PLANTED))
            uow.register.import_claims(_claim(house, area, there) for there, _ in pairs)
            found = 0
            for there, asked in pairs:
                index = name_index(asked, house.names)
                keys = search_keys(index, house.names)
                near = uow.register.similar(area, keys, today, "")
                met = {one.name: one.kind for one in conflicts(index, near, house.names)}
                found += met.get(there.full) is kind
            rows.append(
                {
                    "relation": relation,
                    "planted": len(pairs),
                    "recall_percent": round(found / len(pairs) * 100, 2),
                }
            )
    return {"rows": rows, "names": names}


def bench_pairs() -> dict[str, object]:
    """The labelled pairs: a line for each verdict of the label, a column for each of ours.

    ``falsely_returned`` are pairs labelled pass or warn that we return: it must be none.
    """
    counted: Counter[tuple[str, str]] = Counter()
    wrong: list[dict[str, object]] = []
    with a_register(10_000) as services:
        house = services.house
        for row in csv.DictReader(PAIRS.read_text("utf-8").splitlines(), delimiter="\t"):
            ours = verdict(house, row)
            counted[row["verdict"], ours] += 1
            if ours != row["verdict"]:
                wrong.append(
                    {
                        "applied": row["applied"],
                        "registered": row["registered"] or "-",
                        "label": f"{row['verdict']} {row['relation']}",
                        "ours": ours,
                    }
                )
    table = [
        {"labelled": label, **{ours: counted[label, ours] for ours in _ORDER}} for label in _ORDER
    ]
    total, right = sum(counted.values()), sum(counted[one, one] for one in _ORDER)
    return {
        "wrong": wrong,
        "table": table,
        "pairs": total,
        "right_percent": round(right / total * 100, 2),
        "falsely_returned": counted["pass", "return"] + counted["warn", "return"],
    }


def verdict(house: House, row: dict[str, str]) -> str:
    """What the product says of the pair: pass, warn, refer or return."""
    today = house.today()
    there = _registered(house, row, today)

    def lookup(keys: Sequence[str]) -> list[RegisteredName]:
        return [one for one in there if not set(keys).isdisjoint(one.index.keys)]

    operator = re.search(r"\{operator=([^}]*)\}", row["why"])
    inquiry = NameInquiry(
        name=row["applied"],
        division="320583",
        on=today,
        scope=(row["scope"],) if row["scope"] else (),
        proprietor=operator[1] if operator else "",
        lookup=lookup,
    )
    rules = house.procedures["establishment"].rules
    judge = _Judge(inquiry, rules, house.reference, house.names)
    name = split_name(row["applied"], house.names)
    severities = {problem.severity for problem in judge.problems(name, row["applied"], "zh")}
    if severities & {Severity.RETURN, Severity.REFUSE}:
        return "return"
    if severities & {Severity.REFER, Severity.HAND_OVER}:
        return "refer"
    return "warn" if severities else "pass"


def _registered(house: House, row: dict[str, str], today: date) -> list[RegisteredName]:
    if not row["registered"]:
        return []
    state = ClaimState(row["state"] or "registered")
    kept = 365 if "{preapproved}" in row["why"] else KEPT.get(state.value, 0)
    if state is not ClaimState.REGISTERED:
        until = today + timedelta(days=kept - int(row["days"] or 0))
        if until < today:
            return []
    name = split_name(row["registered"], house.names)
    divisions = house.reference.divisions
    county = divisions.county_in(name.division)
    if county and divisions.area_of(county) != divisions.area_of(house.profile.division):
        return []
    index = name_index(name, house.names)
    return [RegisteredName(house.new_id(), index, state, own="{own}" in row["why"])]


def _claim(house: House, area: str, name: BusinessName) -> NameClaim:
    return NameClaim(house.new_id(), area, name_index(name, house.names), ClaimState.REGISTERED)


def _pairs(maker: _Maker, names: NameReference, relation: str) -> Iterator[_Pair]:
    draw = Random(relation)
    characters = "".join(sorted(c for c in names.look_alikes.classes if c in names.sounds.readings))
    for _ in range(PLANTED * 200):
        brand = "".join(draw.sample(characters, draw.choice((2, 3, 3, 4))))
        if pair := maker(brand, draw, names):
            yield pair


def _name(brand: str, industry: str = "五金", form: str = "店", **more: str) -> BusinessName:
    return BusinessName(CITY, brand, industry, form, **more)


def _near(alike: bool, sounding: bool, brand: str, draw: Random, names: NameReference):
    """One character changed for one that looks alike or sounds alike, or both, or not."""
    at = draw.randrange(len(brand))
    old = brand[at]
    own = set(names.sounds.of(old))
    others = names.look_alikes.of(old) if alike else sorted(names.characters)
    fitting = [
        other
        for other in others
        if other in names.characters
        and other != old
        and names.look_alikes.alike(old, other) is alike
        and bool(own & set(names.sounds.of(other))) is sounding
    ]
    if not fitting:
        return None
    changed = brand[:at] + draw.choice(fitting) + brand[at + 1 :]
    return _name(brand), _name(changed)


def _longer(brand: str, draw: Random, names: NameReference) -> _Pair:
    generic = draw.choice(sorted(names.generic))
    pair = _name(brand), _name(draw.choice((generic + brand, brand + generic)))
    return pair if draw.random() < 0.5 else pair[::-1]


_MAKERS: tuple[tuple[str, ConflictKind, _Maker], ...] = (
    (
        "S1 place and suffix differ",
        ConflictKind.S1,
        lambda b, _d, _n: (_name(b, place="玉山镇"), _name(b, suffix="（个体工商户）")),
    ),
    (
        "S2 other order",
        ConflictKind.S2,
        lambda b, _d, _n: (_name(f"五金{b}", "", "店"), _name(b)),
    ),
    (
        "S3 other form",
        ConflictKind.S3,
        lambda b, _d, _n: (_name(b), _name(b, form="商行")),
    ),
    (
        "S3 one says no industry",
        ConflictKind.S3,
        lambda b, _d, _n: (_name(b, "", "商行"), _name(b)),
    ),
    (
        "A1 synonymous industry",
        ConflictKind.A1,
        lambda b, _d, _n: (_name(b), _name(b, "建材")),
    ),
    ("A2 same sound, like glyph", ConflictKind.A2, partial(_near, True, True)),
    ("A2 same sound only", ConflictKind.SOUND, partial(_near, False, True)),
    ("A3 one within the other", ConflictKind.A3, _longer),
    ("A4 one like glyph", ConflictKind.A4, partial(_near, True, False)),
)
