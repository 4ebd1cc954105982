"""What stands on a licence and on the other papers, before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
