"""Renders licences and papers with ReportLab: the house's DocumentRenderer."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock

from kiosk.adapters.document import defects, guilloche, specimen
from kiosk.adapters.document.archive import Archive, FileFacts
from kiosk.adapters.document.artwork import Artwork
from kiosk.adapters.document.fonts import FontBook
from kiosk.adapters.document.licence_sheets import LicenceSheets
from kiosk.adapters.document.overlay_sheets import OVERLAY_MARK, OverlaySheets
from kiosk.adapters.document.paper_sheets import PAPER_MARK, SLIP_MARK, LaidPaper, PaperSheets
from kiosk.adapters.document.seal import seal_drawing
from kiosk.adapters.document.sheet import MM, Art, Sheet
from kiosk.adapters.document.twin import licence_twin, paper_twin
from kiosk.adapters.document.typesetter import Typesetter
from kiosk.catalogue.documents import Disc, load_document
from kiosk.domain.answers import Json, canonical_json
from kiosk.domain.licence import LicenceContent, PaperContent
from kiosk.domain.states import DocumentKind
from kiosk.ports import Rendered

_LOCK = Lock()  # ReportLab keeps its place in a font on the font itself
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


class ReportLabRenderer:
    """Draws the papers of one procedure from ``forms_dir``/document.yaml.

    ``resources_dir`` holds fonts/ and brand/; ``offset`` shifts overlay and calibration page
    by (x, y) mm, right and down, to fit one printer. Fonts are parsed by ``warm`` or when they
    are first needed. Safe in several threads, one document at a time.
    Raises CatalogueError for a bad document.yaml, SystemFault ``font_missing`` and
    ``reportlab_version``.
    """

    def __init__(
        self, forms_dir: Path, resources_dir: Path, offset: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        defects.mend()
        self._design = load_document(forms_dir)
        self._icc = resources_dir / "brand" / "sRGB.icc"
        self._book = FontBook(resources_dir / "fonts", self._design.fonts.model_dump())
        self._book.require_files()
        setter = Typesetter(self._book, self._design.colours.ink)
        self._licences = LicenceSheets(self._design, setter)
        self._overlays = OverlaySheets(self._design, setter, self._licences, offset)
        self._papers = PaperSheets(self._design, setter)
        self._archive = Archive(self._book, self._drawings(), self._icc)

    def warm(self) -> None:
        """Parse the usual fonts now, a quarter of a second, so that the first document is quick."""
        with _LOCK:
            self._book.warm()

    def licence(self, content: LicenceContent, kind: DocumentKind) -> Rendered:
        """副本, 正本, overlay or calibration page; the seal's place is on the first page.

        Raises SystemFault ``glyph_missing`` for a character that no font has.
        """
        with _LOCK:
            laid = self.lay_out(content, kind)
            title = self._title(content.credit_code, is_specimen=content.specimen)
            return self._finish(
                laid, title, content.specimen, content.issued_at, licence_twin(content, kind)
            )

    def paper(self, content: PaperContent) -> Rendered:
        """申请书, 登记通知书, 凭证, 补正, 不予登记通知书, 凭条; without ``issued_at`` it is undated."""
        with _LOCK:
            laid = self._papers.lay_out(content)
            name = f"{content.title} {content.number}"
            title = self._title(name, is_specimen=content.specimen)
            stamp = content.issued_at or _UNDATED
            return self._finish(laid, title, content.specimen, stamp, paper_twin(content))

    def missing_glyphs(self, text: str) -> tuple[str, ...]:
        """The characters of the text that no font of the chain has, in order, once each."""
        with _LOCK:
            return self._book.missing(text)

    def seal_pdf(self, authority_name: str, legend: str, specimen: bool) -> bytes:
        """The round seal as a one-page PDF of its own size, for the signature's appearance.

        A specimen's seal carries the words of document.yaml and no authority's name.
        """
        layout = self._design.seal
        arc = layout.specimen_arc if specimen else authority_name
        foot = layout.specimen_legend if specimen else legend
        side = 2 * layout.radius
        with _LOCK:
            artwork = Artwork()
            colour = self._design.colours.seal
            artwork.add(
                "seal", side, side, partial(seal_drawing, self._book, layout, arc, foot, colour)
            )
            sheets = [Sheet(side, side, [Art("seal")])]
            facts = self._facts(arc, specimen, _UNDATED, {"seal": arc})
            return Archive(self._book, artwork, self._icc).write(sheets, facts, part=1)

    def lay_out(self, content: LicenceContent, kind: DocumentKind) -> LaidPaper:
        """The sheets before they are drawn, for looking at their geometry."""
        design = self._design
        if kind is DocumentKind.OVERLAY:
            return LaidPaper(self._overlays.overlay(content), 0, design.overlay.seal)
        if kind is DocumentKind.CALIBRATION:
            return LaidPaper(self._overlays.calibration(content), 0, None)
        return LaidPaper(self._licences.sheets(content, kind), 0, self._licences.layout(kind).seal)

    def _title(self, name: str, *, is_specimen: bool) -> str:
        words = self._design.specimen.words
        return f"{words} {name}" if is_specimen else name

    def _facts(
        self, title: str, is_specimen: bool, stamp: datetime, twin: Mapping[str, Json]
    ) -> FileFacts:
        meta, words = self._design.metadata, self._design.specimen
        return FileFacts(
            title=title,
            author=meta.author,
            subject=words.subject if is_specimen else title,
            keywords="SPECIMEN" if is_specimen else "",
            creator=meta.creator,
            producer=meta.producer,
            stamp=stamp,
            twin=canonical_json(twin),
            twin_name=meta.twin_name,
            twin_description=meta.twin_description,
        )

    def _finish(
        self,
        laid: LaidPaper,
        title: str,
        is_specimen: bool,
        stamp: datetime,
        twin: Mapping[str, Json],
    ) -> Rendered:
        facts = self._facts(title, is_specimen, stamp, twin)
        pdf = self._archive.write(laid.sheets, facts)
        digest = hashlib.sha256(pdf).hexdigest()
        box = seal_box(laid.seal, laid.sheets[laid.seal_page].height) if laid.seal else None
        return Rendered(pdf, digest, len(laid.sheets), laid.seal_page, box)

    def _drawings(self) -> Artwork:
        design, book, artwork = self._design, self._book, Artwork()
        colours, words = design.colours, design.specimen
        for kind in (DocumentKind.LICENCE_COPY, DocumentKind.LICENCE_ORIGINAL):
            layout = self._licences.layout(kind)
            size = (layout.width, layout.height)
            for part in (guilloche.ground, guilloche.border, guilloche.star):
                artwork.add(f"{kind}:{part.__name__}", *size, partial(part, layout, colours))
        marked = (
            ("licence_copy:mark", design.copy_layout),
            ("licence_original:mark", design.original_layout),
            (OVERLAY_MARK, design.overlay),
            (PAPER_MARK, design.paper),
            (SLIP_MARK, design.slip),
        )
        for name, page in marked:
            draw = partial(specimen.mark, book, words, page.mark, page.height, colours.mark)
            artwork.add(name, page.width, page.height, draw)
        return artwork


def seal_box(seal: Disc, height: float) -> tuple[float, float, float, float]:
    """The square around the seal in points from the lower left of a page ``height`` mm high."""
    x, y, reach = seal.x * MM, (height - seal.y) * MM, seal.radius * MM
    return x - reach, y - reach, x + reach, y + reach
