"""Lays out 副本 and 正本, with annex pages for what the first page cannot hold."""

from dataclasses import dataclass, field
from datetime import date

from kiosk.adapters.document.flow import Block, break_lines, fit, lines_in
from kiosk.adapters.document.fonts import Role
from kiosk.adapters.document.sheet import MM, Art, Sheet
from kiosk.adapters.document.typesetter import Typesetter
from kiosk.catalogue.documents import Column, DocumentDesign, LicenceLayout, Place
from kiosk.domain.licence import LicenceContent
from kiosk.domain.states import DocumentKind

_ASCENT = 0.88  # of the font size, above the baseline


@dataclass(frozen=True, slots=True)
class Continued:
    """What is left of a field after its room was full."""

    label: str
    text: str = field(repr=False)


def value_of(design: DocumentDesign, content: LicenceContent, key: str) -> str:
    """A field's text as the page shows it."""
    if key == "registered_on":
        return date_text(design, content.registered_on)
    if key == "name" and not content.name:
        return design.words.no_name
    return str(getattr(content, key))


def date_text(design: DocumentDesign, day: date) -> str:
    """A day in the wording of the papers."""
    return design.date.format(year=day.year, month=day.month, day=day.day)


def set_field(
    setter: Typesetter,
    design: DocumentDesign,
    text: str,
    sizes: tuple[float, ...],
    width: float,
    height: float,
    leading: float,
    most: int = 1000,
) -> Block:
    """Fit a value into its room in falling sizes; else what fits, a note, and the rest."""
    block = fit(setter.book, Role.KAI, text, sizes, width, height, leading, most)
    if not block.rest:
        return block
    size = min(design.annex.first_page_size, sizes[0])
    pitch = size / MM * leading
    room = max(1, lines_in(height, size, pitch, most) - 1)
    lines = break_lines(setter.book, Role.KAI, text, size, width)
    taken = sum(len(line.text) + line.last for line in lines[:room])
    note = break_lines(setter.book, Role.KAI, design.words.continued, size, width)
    return Block((*lines[:room], *note), size, pitch, rest=text[taken:])


class LicenceSheets:
    """Makes the sheets of a licence from the design."""

    def __init__(self, design: DocumentDesign, setter: Typesetter) -> None:
        self._design = design
        self._setter = setter

    def layout(self, kind: DocumentKind) -> LicenceLayout:
        """The layout of 副本 or 正本."""
        design = self._design
        copy = kind is DocumentKind.LICENCE_COPY
        return design.copy_layout if copy else design.original_layout

    def sheets(self, content: LicenceContent, kind: DocumentKind) -> list[Sheet]:
        """The licence's page and, where a text is too long, its annex pages."""
        layout = self.layout(kind)
        sheet = Sheet(layout.width, layout.height)
        sheet.items += [Art(f"{kind}:ground"), Art(f"{kind}:border"), Art(f"{kind}:star")]
        if content.specimen:
            sheet.items.append(Art(f"{kind}:mark"))
        self._head(sheet, layout, content, kind)
        left = self._column(sheet, layout, layout.left, content)
        right = self._column(sheet, layout, layout.right, content)
        self._foot(sheet, layout, content)
        return [sheet, *self.annex([*left, *right], content)]

    def _head(
        self, sheet: Sheet, layout: LicenceLayout, content: LicenceContent, kind: DocumentKind
    ) -> None:
        words, setter = self._design.words, self._setter
        copy = kind is DocumentKind.LICENCE_COPY
        setter.line(sheet, layout.code_label, words.code_label, Role.SONG)
        setter.line(sheet, layout.code, content.credit_code, Role.SONG)
        setter.line(sheet, layout.title, words.title, Role.BOLD)
        subtitle = words.copy_subtitle if copy else words.original_subtitle
        if subtitle:
            setter.line(sheet, layout.subtitle, subtitle, Role.SONG)
        if copy and content.copy_number:
            setter.line(sheet, layout.copy_number, content.copy_number, Role.SONG)
        if content.reprint:
            setter.line(sheet, layout.reprint, content.reprint, Role.BOLD)
        official = words.gsxt_url.format(code=content.credit_code)
        if words.qr == "gsxt":
            setter.qr(sheet, layout.qr, official, words.gsxt_text)
        else:
            setter.qr(sheet, layout.qr, content.credential, words.credential_text)
        if words.qr == "both":
            setter.qr(sheet, layout.second_qr, official, words.gsxt_text)

    def _column(
        self, sheet: Sheet, layout: LicenceLayout, column: Column, content: LicenceContent
    ) -> list[Continued]:
        setter = self._setter
        rest: list[Continued] = []
        y = column.top
        for number, entry in enumerate(column.fields, 1):
            text = value_of(self._design, content, entry.key)
            last = number == len(column.fields)
            sizes = layout.scope_sizes
            if entry.key != "scope":
                sizes = (layout.value_size, *sizes)
            height = column.bottom - y + _ASCENT * sizes[0] / MM if last else layout.height
            block = set_field(
                setter,
                self._design,
                text,
                sizes,
                column.width,
                height,
                layout.leading,
                entry.max_lines,
            )
            setter.label(sheet, column.x, y, entry.label, layout.label_size)
            end = setter.block(sheet, column.value_x, y, block, Role.KAI, column.width)
            y = max(y, end - block.pitch) + layout.row
            if block.rest:
                rest.append(Continued(entry.label, block.rest))
        return rest

    def _foot(self, sheet: Sheet, layout: LicenceLayout, content: LicenceContent) -> None:
        words, setter = self._design.words, self._setter
        edge = layout.width - layout.frame.inset - layout.frame.band - 3
        setter.line(sheet, layout.authority_label, words.authority_label, Role.SONG)
        setter.line(
            sheet,
            layout.authority,
            content.authority,
            Role.SONG,
            limit=edge - layout.authority.x,
        )
        setter.line(sheet, layout.date, date_text(self._design, content.registered_on), Role.KAI)
        for foot in layout.feet:
            setter.line(sheet, foot.place, foot.text, Role.SONG)
        line = self._design.specimen.foot if content.specimen else words.supervised_by
        setter.line(sheet, layout.last_line, line, Role.SONG)

    def annex(self, rest: list[Continued], content: LicenceContent) -> list[Sheet]:
        """Pages that carry on the fields that were cut short; none when there are none."""
        if not rest:
            return []
        design, setter = self._design, self._setter
        annex, layout = design.annex, design.copy_layout
        pitch = annex.size / MM * layout.leading
        width = annex.right - annex.left
        sheets: list[Sheet] = []
        y = annex.bottom + 1
        for entry in rest:
            label = annex.again.format(label=entry.label)
            lines = break_lines(setter.book, Role.KAI, entry.text, annex.size, width)
            while lines:
                if not sheets or y + 2 * pitch > annex.bottom:
                    sheets.append(self._annex_sheet(content))
                    y = annex.top + 3 * pitch
                sheet = sheets[-1]
                heading = Place(x=annex.left, y=y, size=annex.size)
                setter.line(sheet, heading, label, Role.BOLD)
                y += pitch
                room = int((annex.bottom - y) / pitch + 1e-6) + 1
                now, lines = lines[:room], lines[room:]
                y = (
                    setter.lines(sheet, annex.left, y, now, Role.KAI, annex.size, pitch, width)
                    + pitch
                )
        for number, sheet in enumerate(sheets, 1):
            text = annex.page_of.format(page=number, pages=len(sheets))
            setter.line(
                sheet, Place(x=annex.right, y=189.3, size=7.5, align="right"), text, Role.SONG
            )
        return sheets

    def _annex_sheet(self, content: LicenceContent) -> Sheet:
        design, setter = self._design, self._setter
        annex, layout, kind = design.annex, design.copy_layout, DocumentKind.LICENCE_COPY
        sheet = Sheet(layout.width, layout.height, [Art(f"{kind}:border")])
        if content.specimen:
            sheet.items.append(Art(f"{kind}:mark"))
        title = Place(x=layout.width / 2, y=annex.top, size=26, align="centre", spacing=2)
        setter.line(sheet, title, annex.title, Role.BOLD)
        code = f"{design.words.code_label}　{content.credit_code}"
        if content.reprint:
            code = f"{code}　{content.reprint}"
        y = annex.top + 8
        setter.line(sheet, Place(x=layout.width / 2, y=y, size=11, align="centre"), code, Role.SONG)
        line = design.specimen.foot if content.specimen else ""
        if line:
            setter.line(sheet, layout.last_line, line, Role.SONG)
        return sheet
