"""Read a catalogue of scope items as an authority sends it: one UTF-8 table, CSV or TSV.

The first line names the columns, in any order. Needed are ``item kind permit authority stage
industry_class individual_ok``; there may be ``bundles unconfirmed remark plain name_en plain_en
keywords``. Cells mean what they mean in ``scope.tsv`` and ``scope_plain.tsv``; several bundles
are separated by commas, several keywords by blanks, and a cell with commas stands in quotes in
CSV. ``kind`` is general, filing or permit; ``stage`` none, filing, post or pre;
``individual_ok`` yes, limited or no.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.catalogue.source import CatalogueError, Finding
from kiosk.domain.scope import ItemKind, Openness, ScopeItem, Stage

NEEDED = ("item", "kind", "permit", "authority", "stage", "industry_class", "individual_ok")
FURTHER = ("bundles", "unconfirmed", "remark", "plain", "name_en", "plain_en", "keywords")
MOST_BYTES = 8 * 1024 * 1024
MOST_ITEMS = 20_000
LONGEST_ITEM = 100
LONGEST_CELL = 300
_STAGES: Mapping[ItemKind, frozenset[Stage]] = {
    ItemKind.GENERAL: frozenset({Stage.NONE}),
    ItemKind.FILING: frozenset({Stage.FILING}),
    ItemKind.PERMIT: frozenset({Stage.POST, Stage.PRE}),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(ItemKind),
    "stage": tuple(Stage),
    "individual_ok": tuple(Openness),
}
_SEPARATORS = "；;。"  # they part the items and the sentences of a licence


@dataclass(frozen=True, slots=True)
class ImportedScope:
    """A catalogue that took the stock one's place: the file itself, and where it came from."""

    file: str
    content: bytes = field(repr=False)
    taken_at: datetime
    signed: bool = False

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of the file."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def version(self) -> str:
        """The day on which it was taken, and the beginning of its hash."""
        return f"{self.taken_at.date().isoformat()}-{self.sha256[:8]}"


def read_scope_file(content: bytes, file: str, classes: frozenset[str]) -> tuple[ScopeItem, ...]:
    """Every item of the file, or nothing: CatalogueError tells all faults with their lines.

    ``classes`` are the known classes of four digits (GB/T 4754-2017).
    """
    if len(content) > MOST_BYTES:
        raise CatalogueError(file, 1, f"is larger than {MOST_BYTES} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise CatalogueError(file, line, "is not UTF-8; please save it as UTF-8") from None
    findings: list[Finding] = []
    items: dict[str, ScopeItem] = {}
    for line, row in _rows(file, text, findings):
        if item := _item(file, line, row, classes, findings):
            if item.text in items:
                findings.append(Finding(file, line, f"{item.text} stands in the table twice"))
            items[item.text] = item
    if not items and not findings:
        findings.append(Finding(file, 1, "has no items"))
    if len(items) > MOST_ITEMS:
        findings.append(Finding(file, 1, f"has more than {MOST_ITEMS} items"))
    if findings:
        first, *more = findings
        raise CatalogueError(first.file, first.line, first.message, *more)
    return tuple(items.values())


def _rows(file: str, text: str, findings: list[Finding]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by its columns; rows of another width are findings."""
    head = text.partition("\n")[0]
    table = csv.reader(
        io.StringIO(text, newline=""), delimiter="\t" if "\t" in head else ",", strict=True
    )
    try:
        columns = [cell.strip() for cell in next(table, [])]
        _check_columns(file, columns)
        for cells in table:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                message = f"has {len(cells)} cells, not {len(columns)}"
                findings.append(Finding(file, table.line_num, message))
                continue
            stripped = (cell.strip() for cell in cells)
            yield table.line_num, dict(zip(columns, stripped, strict=True))
    except csv.Error as broken:
        findings.append(Finding(file, table.line_num, f"is no table: {broken}"))


def _check_columns(file: str, columns: list[str]) -> None:
    if missing := [name for name in NEEDED if name not in columns]:
        raise CatalogueError(file, 1, f"lacks the columns {', '.join(missing)}")
    if unknown := [name for name in columns if name not in NEEDED + FURTHER]:
        raise CatalogueError(file, 1, f"has columns that are not known: {', '.join(unknown)}")
    if len(set(columns)) < len(columns):
        raise CatalogueError(file, 1, "names a column twice")


def _item(
    file: str, line: int, row: Mapping[str, str], classes: frozenset[str], findings: list[Finding]
) -> ScopeItem | None:
    """The item of a row; its faults go to the findings, and then there is none."""
    wrong = [*_faults(row, classes)]
    findings += [Finding(file, line, message) for message in wrong]
    if wrong:
        return None
    return ScopeItem(
        text=row["item"],
        kind=ItemKind(row["kind"]),
        permit=row["permit"],
        authority=row["authority"],
        stage=Stage(row["stage"]),
        industry_class=row["industry_class"],
        individual_ok=Openness(row["individual_ok"]),
        bundles=tuple(filter(None, row.get("bundles", "").split(","))),
        unconfirmed=row.get("unconfirmed", "") != "",
        plain=row.get("plain", ""),
        name_en=row.get("name_en", ""),
        plain_en=row.get("plain_en", ""),
        keywords=tuple(row.get("keywords", "").split()),
    )


def _faults(row: Mapping[str, str], classes: frozenset[str]) -> Iterator[str]:
    text = row["item"]
    if not text:
        yield "item is empty"
    if len(text) > LONGEST_ITEM:
        yield f"item is longer than {LONGEST_ITEM} characters"
    if any(one in text for one in _SEPARATORS):
        yield f"item holds one of {_SEPARATORS}, which part items on a licence"
    for name, cell in row.items():
        if len(cell) > LONGEST_CELL:
            yield f"{name} is longer than {LONGEST_CELL} characters"
        if not cell.isprintable():
            yield f"{name} holds characters that cannot be printed"
    if row["industry_class"] not in classes:
        yield f"industry_class {row['industry_class'][:20]!r} is no class of GB/T 4754-2017"
    unknown = [name for name, words in _WORDS.items() if row[name] not in words]
    for name in unknown:
        yield f"{name} is {row[name][:20]!r}, not {' or '.join(_WORDS[name])}"
    if not unknown:
        yield from _of_permit(ItemKind(row["kind"]), Stage(row["stage"]), row["permit"])


def _of_permit(kind: ItemKind, stage: Stage, permit: str) -> Iterator[str]:
    if stage not in _STAGES[kind]:
        fitting = " or ".join(sorted(_STAGES[kind]))
        yield f"stage of a {kind} item is {fitting}, not {stage}"
    if kind is not ItemKind.GENERAL and not permit:
        yield f"a {kind} item names no permit"
