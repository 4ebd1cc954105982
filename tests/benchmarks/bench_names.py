"""Figures of the register of names: a check with every rule, by size, beside a LIKE scan."""

import os
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice

from kiosk.assembly import Services
from kiosk.domain.names.keys import name_index, search_keys
from kiosk.domain.names.split import split_name
from kiosk.domain.states import Severity
from kiosk.ports import UnitOfWork
from kiosk.services.check_name import NameInquiry, NameProblem, _Judge, check_name
from kiosk.services.house import House
from tests.benchmarks.names_register import AREAS, a_register, made_up

ASKED = 400
COLD = 25
REPEATED = 3
SCANS = 5
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)

Ask = Callable[[str], tuple[NameProblem, ...]]


def bench_names(names: int = 100_000) -> dict[str, object]:
    """Checks with all rules in registers up to ``names`` names, in one area and over 600.

    The names asked for are made up by the same shares as the register's, with another seed; so
    ``returned`` and ``warned`` are what citizens would meet who think of names as those before
    them did. Warm figures take the best of three, so that they tell of this program and not of its
    neighbours on the machine. ``cold``: a new connection, and the file put out of the system's memory. ``scan`` is
    the lookup beside a LIKE over the same area in the same run; the ratio is of the medians.
    """
    sizes = [*(size for size in SIZES if size < names), names]
    rows = [_measured(size, 1) for size in sizes]
    rows.append(_measured(names, AREAS))
    return {"rows": rows, "names": names}


def bench_keys(count: int = 20_000) -> dict[str, object]:
    """Names taken apart and keyed in a second of one processor, and both together."""
    with a_register(10_000) as services:
        house = services.house
        texts = [claim.index.name for claim in made_up(house, 5).claims(count)]
        begun = time.process_time()
        names = [split_name(text, house.names) for text in texts]
        split = time.process_time() - begun
        begun = time.process_time()
        indexes = [name_index(name, house.names) for name in names]
        keyed = time.process_time() - begun
    return {
        "split_per_s": round(count / split),
        "keyed_per_s": round(count / keyed),
        "both_per_s": round(count / (split + keyed)),
        "keys_each": round(sum(len(index.keys) for index in indexes) / count, 2),
    }


def bench_suggestions(names: int = 100_000) -> dict[str, object]:
    """Milliseconds of a check whose name clashes, with the suggestions made for it."""
    with a_register(names) as services, services.house.store.read() as uow:
        house = services.house
        taken = [claim.index.name for claim in islice(uow.register.claims(), 0, 40_000, 200)]
        times, offered = [], []
        for text in taken:
            begun = time.perf_counter()
            report = check_name(*_question(house, uow, text))
            times.append((time.perf_counter() - begun) * 1e3)
            offered.append(len(report.suggestions))
    return {
        "names": names,
        "clashes": len(times),
        "p50_ms": round(statistics.median(times), 2),
        "p99_ms": round(_p99(times), 2),
        "fewest_offered": min(offered),
        "with_four_and_more": round(sum(n >= 4 for n in offered) / len(offered), 3),
    }


def _measured(names: int, areas: int) -> dict[str, object]:
    with a_register(names, areas) as services:
        house = services.house
        wanted = made_up(house, names + 1)
        asked = [claim.index.name for claim in wanted.claims(ASKED)]
        cold = [_cold(services, text) for text in asked[:COLD]]
        with house.store.read() as uow:
            ask = _asker(house, uow)
            runs = [_timed(ask, asked) for _ in range(REPEATED)]
            times = [min(each) for each in zip(*(taken for taken, _ in runs), strict=True)]
            lookups = [min(_lookup_ms(house, uow, text) for _ in range(REPEATED)) for text in asked]
        scan = _like_ms(services, asked[:SCANS])
        shares = [_outcome(problems) for problems in runs[0][1]]
        return {
            "names": names,
            "areas": areas,
            "p50_ms": round(statistics.median(times), 3),
            "p99_ms": round(_p99(times), 3),
            "cold_p50_ms": round(statistics.median(cold), 2),
            "cold_max_ms": round(max(cold), 2),
            "lookup_p50_ms": round(statistics.median(lookups), 3),
            "lookup_p99_ms": round(_p99(lookups), 3),
            "like_ms": round(scan, 1),
            "like_to_lookup": round(scan / statistics.median(lookups)),
            "like_to_check": round(scan / statistics.median(times)),
            "returned": round(shares.count("return") / ASKED, 3),
            "warned": round(shares.count("warn") / ASKED, 3),
        }


def _asker(house: House, uow: UnitOfWork) -> Ask:
    """Every name rule and the register, without the making of suggestions."""

    def ask(text: str) -> tuple[NameProblem, ...]:
        judge = _Judge(*_question(house, uow, text)[:4])
        name = split_name(text, house.names)
        return judge.problems(name, text, "zh")

    return ask


def _question(house: House, uow: UnitOfWork, text: str):
    today = house.today()
    area = house.reference.divisions.area_of(house.profile.division)
    inquiry = NameInquiry(
        name=text,
        division=house.profile.division,
        on=today,
        lookup=lambda keys: uow.register.similar(area, keys, today, ""),
        missing_glyphs=house.renderer.missing_glyphs,
    )
    return inquiry, house.procedures["establishment"].rules, house.reference, house.names, "zh"


def _timed(ask: Ask, asked: Iterable[str]) -> tuple[list[float], list[tuple[NameProblem, ...]]]:
    times, found = [], []
    for text in asked:
        begun = time.perf_counter()
        found.append(ask(text))
        times.append((time.perf_counter() - begun) * 1e3)
    return times, found


def _lookup_ms(house: House, uow: UnitOfWork, text: str) -> float:
    index = name_index(split_name(text, house.names), house.names)
    keys, today = search_keys(index, house.names), house.today()
    area = house.reference.divisions.area_of(house.profile.division)
    begun = time.perf_counter()
    uow.register.similar(area, keys, today, "")
    return (time.perf_counter() - begun) * 1e3


def _cold(services: Services, text: str) -> float:
    """One check after the pages of the register have left the memory of this machine."""
    services.house.store.close()
    with _file_of(services).open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    with services.house.store.read() as uow:
        uow.flag("any")
        [taken], _ = _timed(_asker(services.house, uow), [text])
    return taken


def _like_ms(services: Services, asked: Sequence[str]) -> float:
    """The median scan for the brand anywhere in the names of the area, warm."""
    house = services.house
    area = house.reference.divisions.area_of(house.profile.division)
    query = "SELECT count(*) FROM name_claim WHERE area = ? AND name LIKE ?"
    times = []
    with _connected(services) as connection:
        for text in (asked[0], *asked):
            brand = split_name(text, house.names).brand
            begun = time.perf_counter()
            connection.execute(query, (area, f"%{brand}%")).fetchone()
            times.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(times[1:])


@contextmanager
def _connected(services: Services) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{_file_of(services)}?mode=ro", uri=True)) as connection:
        yield connection


def _file_of(services: Services):
    return services.settings.data / "register.sqlite"


def _outcome(problems: Sequence[NameProblem]) -> str:
    """What the register alone leads to."""
    severities = {problem.severity for problem in problems if problem.conflicts_with}
    if Severity.RETURN in severities:
        return "return"
    return "warn" if Severity.WARN in severities else ""


def _p99(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100)[98]
