"""One line of a CSV file of names: checked, taken apart and keyed."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kiosk.domain.credit_code import CreditCode, parse_credit_code
from kiosk.domain.names.keys import name_index
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.split import split_name
from kiosk.domain.records import NameClaim
from kiosk.domain.reference import Reference
from kiosk.domain.states import ClaimState
from kiosk.ports import NewId
from kiosk.services.names_in_bulk import COLUMNS

_NEEDED = ("name", "area")
_LONGEST_NAME = 100
_LONGEST_LINE = 10_000
_FORMULA = tuple("=+-@")  # how a cell begins that a spreadsheet would run


class BadLine(Exception):
    """Why a line cannot be taken, in words that name no line."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the lines of one file, whose first line said which column stands where."""

    columns: tuple[str, ...]
    reference: Reference
    names: NameReference
    new_id: NewId
    _area: Callable[[str], str]

    @classmethod
    def of(
        cls, header: str, reference: Reference, names: NameReference, new_id: NewId
    ) -> "RowReader":
        """The reader for a file with this first line. Raises BadLine."""
        columns = tuple(_cells(header))
        if missing := [name for name in _NEEDED if name not in columns]:
            raise BadLine(f"the column {missing[0]} is missing")
        if unknown := [name for name in columns if name not in COLUMNS]:
            raise BadLine(f"the column {unknown[0]!r} is not known")
        if len(set(columns)) < len(columns):
            raise BadLine("a column stands there twice")

        @lru_cache(maxsize=4096)
        def area(text: str) -> str:
            return _area_of(text, reference)

        return cls(columns, reference, names, new_id, area)

    def claim(self, line: str) -> NameClaim | None:
        """The name on the line, None for a line that is empty. Raises BadLine."""
        cells = _cells(line)
        if not cells:
            return None
        if len(cells) > len(self.columns):
            raise BadLine("more cells than columns")
        if len(cells) < len(self.columns):
            raise BadLine("fewer cells than columns")
        row = dict(zip(self.columns, cells, strict=True))
        text = _name(row["name"].strip())
        area = self._area(row["area"].strip())
        industry = row.get("industry", "").strip()
        if industry and not (len(industry) == 4 and industry.isascii() and industry.isdecimal()):
            raise BadLine(f"industry {industry!r} is not a class of four digits")
        status, until = _status(row)
        return NameClaim(
            id=self.new_id(),
            area=area,
            index=name_index(split_name(text, self.names), self.names, industry),
            state=status,
            until=until,
            credit_code=_code(row.get("credit_code", "").strip()),
        )


def _cells(line: str) -> list[str]:
    if len(line) > _LONGEST_LINE:
        raise BadLine(f"longer than {_LONGEST_LINE} characters")
    try:
        line.encode()
    except UnicodeEncodeError:
        raise BadLine("not UTF-8; please save it as CSV UTF-8") from None
    if '"' not in line and "\0" not in line:  # as nearly every line is
        bare = line.rstrip("\r\n")
        return bare.split(",") if bare.strip() else []
    try:
        return _quoted([line])
    except csv.Error as error:
        raise BadLine(f"not CSV: {error}") from None


def _quoted(lines: Sequence[str]) -> list[str]:
    return next(csv.reader(lines, strict=True), [])


def _name(text: str) -> str:
    if not text or len(text) > _LONGEST_NAME or not text.isprintable():
        raise BadLine(f"a name has 1 to {_LONGEST_NAME} printable characters")
    if text.startswith(_FORMULA):
        raise BadLine("a name cannot begin as a formula does, with = + - or @")
    return text


def _area_of(area: str, reference: Reference) -> str:
    divisions = reference.divisions
    if divisions.is_area(area):  # an export names the area itself
        return area
    if len(area) != 6 or not (area.isascii() and area.isdecimal()):
        raise BadLine(f"area {area!r} is not six digits")
    if not divisions.known_prefix(area):
        raise BadLine(f"area {area!r} is no division, present or abolished")
    return divisions.area_of(area)


def _status(row: dict[str, str]) -> tuple[ClaimState, date | None]:
    status = row.get("status", "").strip() or ClaimState.REGISTERED
    if status not in set(ClaimState):
        raise BadLine(f"status {status!r} is not registered, reserved or freed")
    day = row.get("until", "").strip()
    try:
        until = date.fromisoformat(day) if day else None
    except ValueError:
        raise BadLine(f"until {day!r} is not a day such as 2026-12-31") from None
    if status != ClaimState.REGISTERED and until is None:
        raise BadLine(f"a {status} name needs until, its last blocking day")
    return ClaimState(status), until


def _code(text: str) -> str | None:
    code = parse_credit_code(text) if text else None
    if code is not None and not isinstance(code, CreditCode):
        raise BadLine(f"credit_code: {code.code}")
    return str(code) if code else None
