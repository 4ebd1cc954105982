"""What stands on a licence and on the other papers, before anything is drawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kiosk.domain.states import DocumentKind


@dataclass(frozen=True, slots=True)
class LicenceContent:
    """Everything a licence shows; nothing else goes into its JSON twin.

    Source: 条例实施细则 23 (name, operator, type, premises, scope, authority, date, code).
    """

    credit_code: str
    name: str  # "" when the business has none
    business_type: str  # 个体工商户
    proprietor: str = field(repr=False)
    composition: str  # 个人经营 | 家庭经营
    registered_on: date
    premises: str
    scope: str  # with the statutory closing phrases
    authority: str
    copy_number: str  # "1—1" on the 副本, "" on the 正本
    credential: str  # the QR's text
    issued_at: datetime  # aware UTC; the document's time stamp
    specimen: bool
    reprint: str = ""  # 补打 and which one it is; "" on the one original of a copy number


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A paper made of a heading, labelled rows, paragraphs and a foot.

    ``rows`` are (label, value) in order; ``tables`` are (heading, header cells, rows).
    ``strokes`` are signature strokes of (x, y) points, any unit, drawn to fit.
    """

    kind: DocumentKind
    title: str
    number: str
    addressee: str = field(repr=False)
    paragraphs: tuple[str, ...] = field(repr=False)
    rows: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    tables: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...] = field(
        default=(), repr=False
    )
    closing: tuple[str, ...] = ()
    authority: str = ""
    on: date | None = None
    strokes: tuple[tuple[tuple[float, float], ...], ...] = field(default=(), repr=False)
    signature_note: str = ""
    sealed: bool = True
    issued_at: datetime | None = None
    specimen: bool = True
    twin: Mapping[str, str] = field(default_factory=dict, repr=False)

    def texts(self) -> tuple[str, ...]:
        """Every text that the paper shows."""
        shown: list[str] = []

        def note(text: str) -> str:
            shown.append(text)
            return text

        self.with_texts(note)
        return tuple(shown)

    def with_texts(self, change: Callable[[str], str]) -> "PaperContent":
        """The same paper with every text that it shows, and its twin, changed."""
        return replace(
            self,
            title=change(self.title),
            number=change(self.number),
            addressee=change(self.addressee),
            paragraphs=tuple(map(change, self.paragraphs)),
            rows=tuple((change(label), change(value)) for label, value in self.rows),
            tables=tuple(
                (
                    change(heading),
                    tuple(map(change, header)),
                    tuple(tuple(map(change, row)) for row in rows),
                )
                for heading, header, rows in self.tables
            ),
            closing=tuple(map(change, self.closing)),
            authority=change(self.authority),
            signature_note=change(self.signature_note),
            twin={key: change(value) for key, value in self.twin.items()},
        )
