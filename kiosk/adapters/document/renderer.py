"""Renders licences and papers with ReportLab: the house's DocumentRenderer."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from kiosk.adapters.document import defects, guilloche, specimen
from kiosk.adapters.document.archive import Archive, FileFacts
from kiosk.adapters.document.artwork import Artwork
from kiosk.adapters.document.fonts import FontBook
from kiosk.adapters.document.licence_sheets import LicenceSheets
from kiosk.adapters.document.sheet import MM, Sheet
from kiosk.adapters.document.twin import licence_twin
from kiosk.adapters.document.typesetter import Typesetter
from kiosk.catalogue.documents import Disc, DocumentDesign, load_document
from kiosk.domain.licence import LicenceContent, PaperContent
from kiosk.domain.states import DocumentKind
from kiosk.ports import Rendered

_LOCK = Lock()  # ReportLab keeps its place in a font on the font itself
LICENCE_KINDS = (DocumentKind.LICENCE_COPY, DocumentKind.LICENCE_ORIGINAL)


class ReportLabRenderer:
    """Draws the papers of one procedure from ``forms_dir``/document.yaml.

    ``resources_dir`` holds fonts/ and brand/; ``offset`` shifts overlay and calibration page
    by (x, y) mm, right and down, to fit one printer. Fonts are parsed at once, so that the
    first document is quick. Safe to use from several threads, one document at a time.
    """

    def __init__(
        self, forms_dir: Path, resources_dir: Path, offset: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        defects.mend()
        self._design = load_document(forms_dir)
        self._offset = offset
        self._book = FontBook(resources_dir / "fonts", self._design.fonts.model_dump())
        self._book.warm()
        setter = Typesetter(self._book, self._design.colours.ink)
        self._licences = LicenceSheets(self._design, setter)
        self._artwork = self._drawings()
        self._archive = Archive(self._book, self._artwork, resources_dir / "brand" / "sRGB.icc")

    def licence(self, content: LicenceContent, kind: DocumentKind) -> Rendered:
        """副本, 正本, overlay or calibration page."""
        with _LOCK:
            sheets = self._licences.sheets(content, kind)
            seal = self._licences.layout(kind).seal
            title = f"{self._design.words.title} {content.credit_code}"
            twin = licence_twin(content, kind)
            return self._finish(sheets, title, content.specimen, content.issued_at, twin, seal)

    def missing_glyphs(self, text: str) -> tuple[str, ...]:
        """The characters of the text that no font of the chain has, in order, once each."""
        with _LOCK:
            return self._book.missing(text)

    def _finish(
        self,
        sheets: list[Sheet],
        title: str,
        is_specimen: bool,
        stamp: datetime,
        twin: Mapping[str, object],
        seal: Disc | None,
    ) -> Rendered:
        meta, words = self._design.metadata, self._design.specimen
        facts = FileFacts(
            title=f"{words.words} {title}" if is_specimen else title,
            author=meta.author,
            subject=words.subject if is_specimen else title,
            keywords="SPECIMEN" if is_specimen else "",
            creator=meta.creator,
            producer=meta.producer,
            stamp=stamp,
            twin=json.dumps(twin, ensure_ascii=False, sort_keys=True, indent=1).encode(),
            twin_name=meta.twin_name,
            twin_description=meta.twin_description,
        )
        pdf = self._archive.write(sheets, facts)
        box = None
        if seal is not None:
            x, y, reach = seal.x * MM, (sheets[0].height - seal.y) * MM, seal.radius * MM
            box = (x - reach, y - reach, x + reach, y + reach)
        return Rendered(pdf, hashlib.sha256(pdf).hexdigest(), len(sheets), 0, box)

    def _drawings(self) -> Artwork:
        design, artwork = self._design, Artwork()
        colours = design.colours
        for kind, layout in zip(
            LICENCE_KINDS, (design.copy_layout, design.original_layout), strict=True
        ):
            size = (layout.width, layout.height)
            artwork.add(f"{kind}:ground", *size, lambda l=layout: guilloche.ground(l, colours))
            artwork.add(f"{kind}:border", *size, lambda l=layout: guilloche.border(l, colours))
            artwork.add(f"{kind}:star", *size, lambda l=layout: guilloche.star(l, colours))
            artwork.add(
                f"{kind}:mark",
                *size,
                lambda l=layout: specimen.mark(
                    self._book, design.specimen, l.mark, l.height, colours.mark
                ),
            )
        return artwork
