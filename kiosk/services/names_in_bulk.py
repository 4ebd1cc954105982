"""Bring names of an existing register in, write them out, and key them anew."""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TextIO

from kiosk.domain.credit_code import CreditCode, parse_credit_code
from kiosk.domain.names.keys import name_index
from kiosk.domain.names.split import split_name
from kiosk.domain.records import NameClaim
from kiosk.domain.states import ClaimState
from kiosk.ports import NameTaken
from kiosk.services.house import House
from kiosk.services.record import record

COLUMNS = ("name", "area", "industry", "status", "until", "credit_code")
_NEEDED = ("name", "area")
_BATCH = 20_000
_LONGEST_NAME = 100
_LONGEST_LINE = 10_000
_FORMULA = tuple("=+-@")  # how a cell begins that a spreadsheet would run


class NotImportable(Exception):
    """The file cannot be imported; the message names the line."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many rows the file has and how many names it added; the others were taken."""

    rows: int
    added: int


def import_names(
    house: House, file: Path, on_progress: Callable[[int], None] = lambda _rows: None
) -> ImportReport:
    """Add the names of a CSV file, splitting each whole name by the house's tables.

    Columns: name, area (six digits), and where there are industry (GB/T 4754 class), status
    (registered, reserved, freed), until (last blocking day), credit_code. A name whose place is
    taken is skipped, so the same file may be brought in again. Each batch is one transaction.
    Raises NotImportable with the line; earlier batches stay.
    """
    rows = added = 0
    with csv_lines(file) as lines:
        claims = _claims(house, lines)
        while batch := list(islice(claims, _BATCH)):
            with house.store.write() as uow:
                added += uow.register.import_claims(batch)
                uow.commit()
            rows += len(batch)
            on_progress(rows)
    with house.store.write() as uow:
        record(uow, house.clock.now(), "register_imported", "", rows=rows, added=added)
        uow.commit()
    return ImportReport(rows, added)


@contextmanager
def csv_lines(file: Path) -> Iterator[Iterator[str]]:
    """The lines of a CSV file in UTF-8; whatever is wrong with the file is NotImportable."""
    if not file.is_file():
        raise NotImportable(f"{file}: there is no such file")
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield _lines(stream)
    except OSError as error:
        raise NotImportable(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise NotImportable(f"{file}: not UTF-8; please save it as CSV UTF-8") from None
    except csv.Error as error:
        raise NotImportable(f"{file}: not CSV: {error}") from None


def export_names(house: House, out: TextIO) -> int:
    """Write every blocking name as ``import_names`` reads it; returns how many."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    count = 0
    with house.store.read() as uow:
        for claim in uow.register.claims():
            until = claim.until.isoformat() if claim.until else ""
            writer.writerow(
                (
                    claim.index.name,
                    claim.area,
                    claim.index.industry_class,
                    claim.state.value,
                    until,
                    claim.credit_code or "",
                )
            )
            count += 1
    return count


def rebuild_keys(house: House) -> int:
    """Key every name anew that was keyed with other tables; returns how many were.

    Names that would then stand where another stands keep their old keys and are not counted.
    """
    with house.store.read() as uow:
        if uow.register.keysets() <= {house.names.keyset}:
            return 0
        old = [c for c in uow.register.claims() if c.index.keyset != house.names.keyset]
    count = 0
    for start in range(0, len(old), _BATCH):
        for claim in old[start : start + _BATCH]:
            name = split_name(claim.index.name, house.names)
            with house.store.write() as uow:
                try:
                    index = name_index(name, house.names, claim.index.industry_class)
                    uow.register.reindex(claim.id, index)
                except NameTaken:
                    continue
                uow.commit()
            count += 1
    return count


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines, none longer than an import needs, so that no file can fill the memory."""
    number = 0
    while line := stream.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            raise NotImportable(f"line {number}: longer than {_LONGEST_LINE} characters")
        yield line


def _claims(house: House, stream: Iterable[str]) -> Iterator[NameClaim]:
    reader = csv.DictReader(stream)
    columns = tuple(reader.fieldnames or ())
    if missing := [name for name in _NEEDED if name not in columns]:
        raise NotImportable(f"line 1: the column {missing[0]} is missing")
    if unknown := [name for name in columns if name not in COLUMNS]:
        raise NotImportable(f"line 1: the column {unknown[0]!r} is not known")
    if len(set(columns)) < len(columns):
        raise NotImportable("line 1: a column stands there twice")
    for row in reader:
        if None in row:
            raise NotImportable(f"line {reader.line_num}: more cells than columns")
        yield _claim(house, row, reader.line_num)


def _claim(house: House, row: dict[str, str], line: int) -> NameClaim:
    def refuse(words: str) -> NotImportable:
        return NotImportable(f"line {line}: {words}")

    text = (row["name"] or "").strip()
    area = (row["area"] or "").strip()
    if not text or len(text) > _LONGEST_NAME or not text.isprintable():
        raise refuse(f"a name has 1 to {_LONGEST_NAME} printable characters")
    if text.startswith(_FORMULA):
        raise refuse("a name cannot begin as a formula does, with = + - or @")
    divisions = house.reference.divisions
    if not divisions.is_area(area):  # an export names the area itself
        if len(area) != 6 or not (area.isascii() and area.isdecimal()):
            raise refuse(f"area {area!r} is not six digits")
        if not divisions.known_prefix(area):
            raise refuse(f"area {area!r} is no division, present or abolished")
        area = divisions.area_of(area)
    industry = (row.get("industry") or "").strip()
    if industry and not (len(industry) == 4 and industry.isascii() and industry.isdecimal()):
        raise refuse(f"industry {industry!r} is not a class of four digits")
    status = (row.get("status") or "registered").strip()
    if status not in set(ClaimState):
        raise refuse(f"status {status!r} is not registered, reserved or freed")
    until = _day(row.get("until") or "", refuse)
    if status != ClaimState.REGISTERED and until is None:
        raise refuse(f"a {status} name needs until, its last blocking day")
    code = parse_credit_code(row.get("credit_code") or "") if row.get("credit_code") else None
    if code is not None and not isinstance(code, CreditCode):
        raise refuse(f"credit_code: {code.code}")
    name = split_name(text, house.names)
    return NameClaim(
        id=house.new_id(),
        area=area,
        index=name_index(name, house.names, industry),
        state=ClaimState(status),
        until=until,
        credit_code=str(code) if code else None,
    )


def _day(text: str, refuse: Callable[[str], NotImportable]) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise refuse(f"until {text!r} is not a day such as 2026-12-31") from None
