"""Writes sheets as PDF/A-3u with their JSON twin, the same bytes for the same input."""

import hashlib
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from kiosk.adapters.document.artwork import Artwork
from kiosk.adapters.document.defects import ReadyStream
from kiosk.adapters.document.fonts import FontBook
from kiosk.adapters.document.painter import Painter
from kiosk.adapters.document.sheet import MM, Sheet

_PDF_VERSION = {1: (1, 4), 3: (1, 7)}
_LEVEL = {1: "B", 3: "U"}
_PROFILE = "sRGB IEC61966-2.1"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file says of itself, in Info and XMP alike; ``stamp`` is aware."""

    title: str
    author: str
    subject: str
    keywords: str
    creator: str
    producer: str
    stamp: datetime
    twin: bytes = field(repr=False)
    twin_name: str
    twin_description: str


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    """ReportLab's catalogue with the entries PDF/A needs."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "AF")
    __Refs__ = __NoDefault__


class Archive:
    """Turns sheets into PDF/A files; ``icc`` is the sRGB profile of the output intent."""

    def __init__(self, book: FontBook, artwork: Artwork, icc: Path) -> None:
        self._book = book
        self._artwork = artwork
        self._icc = zlib.compress(icc.read_bytes(), 9)

    def write(self, sheets: list[Sheet], facts: FileFacts, part: int = 3) -> bytes:
        """The sheets as PDF/A part 3 level U with the twin, or part 1 level B without it.

        ISO 19005-3 and ISO 19005-1. The bytes depend on the arguments alone: neither clock,
        locale, hash seed nor earlier documents change them.
        """
        canvas = self._open(facts, part)
        painter = Painter(canvas, self._book, self._artwork)
        for sheet in sheets:
            canvas.setPageSize((round(sheet.width * MM, 3), round(sheet.height * MM, 3)))
            painter.paint(sheet)
            canvas.showPage()
        document = canvas._doc  # noqa: SLF001
        for name in painter.used:
            document.addForm(name, self._artwork.form(name))
        data: bytes = document.GetPDFData(canvas)
        return data

    def _open(self, facts: FileFacts, part: int) -> Canvas:
        canvas = Canvas(
            "",
            pageCompression=1,
            invariant=1,
            pdfVersion=_PDF_VERSION[part],
            lang="zh-CN",
            initialFontName=self._book.first_font(),
        )
        canvas.setTitle(facts.title)
        canvas.setAuthor(facts.author)
        canvas.setSubject(facts.subject)
        canvas.setKeywords(facts.keywords)
        canvas.setCreator(facts.creator)
        canvas.setProducer(facts.producer)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        if part > 1:
            canvas.setViewerPreference("PrintScaling", "None")
        document = canvas._doc  # noqa: SLF001
        _stamp(document, facts)
        catalog = _Catalog()
        for name in ("Pages", "Outlines", "Lang", "ViewerPreferences"):
            setattr(catalog, name, getattr(document.Catalog, name))
        catalog.Metadata = ReadyStream("/Type /Metadata /Subtype /XML", _xmp(facts, part))
        catalog.OutputIntents = pdfdoc.PDFArray([self._output_intent(document)])
        if part > 1:
            _attach(document, catalog, facts)
        document.Catalog = document._catalog = catalog  # noqa: SLF001
        return canvas

    def _output_intent(self, document: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
        profile = ReadyStream("/N 3 /Alternate /DeviceRGB /Filter /FlateDecode", self._icc)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OutputIntent"),
                "S": pdfdoc.PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": pdfdoc.PDFString(_PROFILE),
                "Info": pdfdoc.PDFString(_PROFILE),
                "DestOutputProfile": document.Reference(profile),
            }
        )


def _stamp(document: pdfdoc.PDFDocument, facts: FileFacts) -> None:
    """Give the document the facts' time and an identifier made from its content."""
    moment = facts.stamp.astimezone(UTC)
    stamp = document._timeStamp  # noqa: SLF001
    stamp.t = moment.timestamp()
    stamp.lt = moment.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    stamp.dhh = stamp.dmm = 0
    digest = hashlib.sha256(facts.twin + moment.isoformat().encode()).hexdigest()[:32]
    document._ID = f"\n[<{digest}> <{digest}>]\n".encode()  # noqa: SLF001


def _attach(document: pdfdoc.PDFDocument, catalog: _Catalog, facts: FileFacts) -> None:
    """Embed the twin as the associated file of the whole document (ISO 19005-3, 6.8)."""
    moment = facts.stamp.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    checksum = hashlib.md5(facts.twin, usedforsecurity=False).hexdigest()
    params = f"/Size {len(facts.twin)} /ModDate ({moment}) /CheckSum <{checksum}>"
    stream = ReadyStream(
        f"/Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode"
        f" /Params << {params} >>",
        zlib.compress(facts.twin, 9),
    )
    file = document.Reference(stream)
    spec = document.Reference(
        pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Filespec"),
                "F": pdfdoc.PDFString(facts.twin_name),
                "UF": pdfdoc.PDFString(facts.twin_name),
                "Desc": pdfdoc.PDFString(facts.twin_description),
                "AFRelationship": pdfdoc.PDFName("Data"),
                "EF": pdfdoc.PDFDictionary({"F": file, "UF": file}),
            }
        ),
        "TwinSpec",
    )
    catalog.AF = pdfdoc.PDFArray([spec])
    names = pdfdoc.PDFArray([pdfdoc.PDFString(facts.twin_name), spec])
    catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": pdfdoc.PDFDictionary({"Names": names})})


def _xmp(facts: FileFacts, part: int) -> bytes:
    """The XMP packet (ISO 16684-1), equal to Info, with the PDF/A identification."""
    time = facts.stamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")

    def alternative(text: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'

    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{_LEVEL[part]}</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title>{alternative(facts.title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(facts.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>{alternative(facts.subject)}</dc:description>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{escape(facts.creator)}</xmp:CreatorTool>
<xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{escape(facts.producer)}</pdf:Producer>
<pdf:Keywords>{escape(facts.keywords)}</pdf:Keywords>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
    return packet.encode("utf-8")
