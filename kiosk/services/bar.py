"""Persons whom the law bars from registering for a time, kept without their numbers.

市场主体登记管理条例 40: who was directly responsible for a false registration that was revoked may
not apply within three years of it. A person is held as a keyed hash of the identity number.
"""

import csv
import hashlib
import hmac
from datetime import date
from pathlib import Path

from kiosk.domain.identity_number import IdentityNumber, parse_identity_number
from kiosk.ports import UnitOfWork
from kiosk.services.house import House
from kiosk.services.names_in_bulk import NotImportable, csv_lines
from kiosk.services.record import record

COLUMNS = ["id_number", "until"]


def is_barred(house: House, uow: UnitOfWork, person: str, on: date) -> bool:
    """Whether the person may not apply on that day; the last day counts as barred."""
    if not person:
        return False
    flag = uow.flag(_flag(house, person))
    return flag is not None and date.fromisoformat(str(flag["until"])) >= on


def bar(house: House, uow: UnitOfWork, person: str, until: date) -> None:
    """Bar the person up to and including ``until``; a later end that is known stays."""
    known = uow.flag(_flag(house, person))
    if known is None or date.fromisoformat(str(known["until"])) < until:
        uow.set_flag(_flag(house, person), {"until": until.isoformat()})


def import_bars(house: House, file: Path) -> int:
    """Take in an authority's list (CSV: id_number, until), all of it or nothing.

    Raises NotImportable with the line.
    """
    with csv_lines(file) as lines:
        rows = list(csv.reader(lines))
    if not rows or rows[0] != COLUMNS:
        raise NotImportable(f"line 1: the columns must be {','.join(COLUMNS)}")
    entries = [_entry(house, line, row) for line, row in enumerate(rows[1:], start=2)]
    with house.store.write() as uow:
        for person, until in entries:
            bar(house, uow, person, until)
        record(uow, house.clock.now(), "persons_barred", "", rows=len(entries))
        uow.commit()
    return len(entries)


def _entry(house: House, line: int, row: list[str]) -> tuple[str, date]:
    if len(row) != len(COLUMNS):
        raise NotImportable(f"line {line}: it has {len(row)} columns, not {len(COLUMNS)}")
    number = parse_identity_number(row[0], on=house.today())
    if not isinstance(number, IdentityNumber):
        raise NotImportable(f"line {line}: the identity number is not right ({number.code})")
    try:
        return number.text, date.fromisoformat(row[1].strip())
    except ValueError:
        raise NotImportable(f"line {line}: until is not a day such as 2026-12-31") from None


def _flag(house: House, person: str) -> str:
    return "barred." + hmac.new(house.index_key, person.encode(), hashlib.sha256).hexdigest()[:32]
