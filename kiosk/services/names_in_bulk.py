"""Names of the register as CSV: what the columns are, what a file must be, and the way out."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kiosk.services.house import House

COLUMNS = ("name", "area", "industry", "status", "until", "credit_code")
_LONGEST_LINE = 10_000


class NotImportable(Exception):
    """The file cannot be imported; the message names the line."""


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


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines, none longer than an import needs, so that no file can fill the memory."""
    number = 0
    while line := stream.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            raise NotImportable(f"line {number}: longer than {_LONGEST_LINE} characters")
        yield line
