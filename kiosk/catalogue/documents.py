"""How the papers look: texts, positions, sizes and colours, from ``document.yaml``."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kiosk.catalogue.source import Strict, load_model

Millimetres = Annotated[float, Field(ge=0, le=500)]
Points = Annotated[float, Field(gt=0, le=200)]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Align = Literal["left", "centre", "right"]
FieldKey = Literal[
    "name", "business_type", "proprietor", "scope", "composition", "registered_on", "premises"
]


class Fonts(Strict):
    """For each role the font files in order of preference."""

    song: tuple[str, ...] = Field(min_length=1)
    bold: tuple[str, ...] = Field(min_length=1)
    kai: tuple[str, ...] = Field(min_length=1)


class Colours(Strict):
    """Colours as #RRGGBB; names say what they are for."""

    ink: Colour
    quiet: Colour
    border: Colour
    border_fine: Colour
    ground: Colour
    rosette: Colour
    corner: Colour
    seal: Colour
    mark: Colour
    rule: Colour
    fill: Colour
    screen_sheet: Colour  # the paper, where a screen shows it


class SpecimenWords(Strict):
    """The mark that lies across every page of a specimen; cap height in mm, at least 25."""

    words: str
    foot: str
    subject: str
    cap_height: Annotated[float, Field(ge=25, le=60)]


class Labelled(Strict):
    """A field of the licence and its label."""

    key: FieldKey
    label: str = Field(min_length=1)
    max_lines: Annotated[int, Field(ge=1, le=60)] = 60


class Column(Strict):
    """Fields one under another: label at ``x``, value at ``value_x``, never below ``bottom``."""

    x: Millimetres
    value_x: Millimetres
    width: Millimetres
    top: Millimetres
    bottom: Millimetres
    fields: tuple[Labelled, ...]


class Place(Strict):
    """A text's anchor: its baseline, from the upper left corner of the page."""

    x: Millimetres
    y: Millimetres
    size: Points
    align: Align = "left"
    spacing: Millimetres = 0  # extra space after each character


class Square(Strict):
    """A square from its upper left corner."""

    x: Millimetres
    y: Millimetres
    side: Annotated[float, Field(gt=0, le=100)]


class QrPlace(Strict):
    """A QR code with its quiet zone inside the square, and its text below."""

    square: Square
    text_size: Points
    text_line: Millimetres


class Disc(Strict):
    """A circle's centre and radius."""

    x: Millimetres
    y: Millimetres
    radius: Annotated[float, Field(gt=0, le=200)]


class Mark(Strict):
    """Where the specimen mark's middle lies and by how many degrees it is turned."""

    x: Millimetres
    y: Millimetres
    angle: Annotated[float, Field(ge=-90, le=90)]


class Frame(Strict):
    """The border: distance from the page's edge and breadth of its band."""

    inset: Millimetres
    band: Millimetres
    corner: Millimetres  # radius of the corner rosettes


class FootLine(Strict):
    """A line at the foot of the page."""

    text: str
    place: Place


class LicenceLayout(Strict):
    """Where everything stands on 副本 or 正本, mm from the upper left."""

    width: Millimetres
    height: Millimetres
    frame: Frame
    rosette: Disc
    star: Disc
    mark: Mark
    title: Place
    subtitle: Place
    copy_number: Place
    reprint: Place  # 补打, on whatever is not the original of its copy number
    code_label: Place
    code: Place
    qr: QrPlace
    second_qr: QrPlace
    left: Column
    right: Column
    label_size: Points
    value_size: Points
    scope_sizes: tuple[Points, ...] = Field(min_length=1)
    row: Millimetres  # from one field's baseline to the next
    leading: Annotated[float, Field(ge=1.1, le=2.5)]  # line pitch in units of the font size
    authority_label: Place
    authority: Place
    date: Place
    seal: Disc
    feet: tuple[FootLine, ...]
    last_line: Place  # 监制, or on a specimen that it has no force

    @model_validator(mode="after")
    def _sizes_fall(self) -> "LicenceLayout":
        if list(self.scope_sizes) != sorted(self.scope_sizes, reverse=True):
            raise ValueError("scope_sizes must fall from large to small")
        return self


class LicenceWords(Strict):
    """The licence's fixed texts; ``no_name`` stands where a business has no name."""

    title: str
    copy_subtitle: str
    original_subtitle: str
    code_label: str
    authority_label: str
    no_name: str
    no_name_unconfirmed: bool
    supervised_by: str  # 监制, not printed on a specimen
    continued: str
    qr: Literal["credential", "gsxt", "both"]
    credential_text: str
    gsxt_text: str
    gsxt_url: str


class AnnexLayout(Strict):
    """The page a text continues on that even the smallest size cannot hold."""

    title: str
    again: str  # label of a continued field, with {label}
    page_of: str
    first_page_size: Points  # the size on the first page, once an annex is needed anyway
    size: Points
    left: Millimetres
    right: Millimetres
    top: Millimetres
    bottom: Millimetres


class OverlayField(Strict):
    """A value on the pre-printed sheet: first baseline, width and height of its room."""

    key: FieldKey
    x: Millimetres
    y: Millimetres
    width: Millimetres
    height: Millimetres


class OverlayLayout(Strict):
    """Where the values go on the authority's pre-printed sheet."""

    unconfirmed: bool
    width: Millimetres
    height: Millimetres
    mark: Mark
    code: Place
    copy_number: Place
    reprint: Place
    qr: QrPlace
    fields: tuple[OverlayField, ...]
    sizes: tuple[Points, ...] = Field(min_length=1)
    leading: Annotated[float, Field(ge=1.1, le=2.5)]
    year: Place
    month: Place
    day: Place
    seal: Disc | None = None  # absent: the signature is invisible, the seal is set by hand


class CalibrationWords(Strict):
    """The calibration page's texts."""

    title: str
    explain: tuple[str, ...]
    offsets: str  # with {x} and {y}, mm


class PaperLayout(Strict):
    """A plain layout: that of all official papers on A4 upright, or that of the slip."""

    width: Millimetres
    height: Millimetres
    mark: Mark
    left: Millimetres
    right: Millimetres
    top: Millimetres
    bottom: Millimetres
    title_size: Points
    text_size: Points
    table_size: Points
    small_size: Points
    leading: Annotated[float, Field(ge=1.1, le=2.5)]
    label_width: Millimetres
    signature_width: Millimetres
    signature_height: Millimetres
    seal_radius: Millimetres
    number: str  # with {number}
    page_of: str  # with {page} and {pages}
    signature_label: str
    indent: str = "　　"  # before each paragraph


class SealLayout(Strict):
    """The round seal: radius and proportions, in mm or in units of the radius."""

    radius: Millimetres
    ring: Annotated[float, Field(gt=0, lt=0.5)]
    star: Annotated[float, Field(gt=0, lt=0.6)]
    text_size: Annotated[float, Field(gt=0, lt=0.6)]
    text_radius: Annotated[float, Field(gt=0, lt=1)]
    squeeze: Annotated[float, Field(gt=0.4, le=1)]
    degrees_each: Annotated[float, Field(gt=0, le=60)]
    degrees_most: Annotated[float, Field(gt=0, le=340)]
    legend_size: Annotated[float, Field(gt=0, lt=0.6)]
    legend_at: Annotated[float, Field(gt=0, lt=1)]
    specimen_arc: str
    specimen_legend: str


class Metadata(Strict):
    """What the file says of itself."""

    author: str
    creator: str
    producer: str
    twin_name: str
    twin_description: str


class DocumentDesign(Strict):
    """All of ``document.yaml``."""

    version: str
    fonts: Fonts
    colours: Colours
    metadata: Metadata
    specimen: SpecimenWords
    words: LicenceWords
    copy_layout: LicenceLayout
    original_layout: LicenceLayout
    annex: AnnexLayout
    overlay: OverlayLayout
    calibration: CalibrationWords
    paper: PaperLayout
    slip: PaperLayout
    seal: SealLayout
    date: str  # with {year}, {month}, {day}


def load_document(folder: Path) -> DocumentDesign:
    """Read ``document.yaml`` of a procedure's folder. Raises CatalogueError with file and line."""
    return load_model(folder / "document.yaml", DocumentDesign)
