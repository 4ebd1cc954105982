"""Lays out the overlay for pre-printed sheets and the page that helps to align it."""

from dataclasses import replace

from kiosk.adapters.document.fonts import Role
from kiosk.adapters.document.licence_sheets import Continued, LicenceSheets, set_field, value_of
from kiosk.adapters.document.sheet import Art, Fill, Item, Modules, Rule, Sheet, Text
from kiosk.adapters.document.typesetter import Typesetter
from kiosk.catalogue.documents import DocumentDesign, Place
from kiosk.domain.licence import LicenceContent

OVERLAY_MARK = "overlay:mark"
_TICK_EVERY = 10  # mm


class OverlaySheets:
    """Makes overlay and calibration page, shifted by ``offset`` mm to the right and down."""

    def __init__(
        self,
        design: DocumentDesign,
        setter: Typesetter,
        licences: LicenceSheets,
        offset: tuple[float, float],
    ) -> None:
        self._design = design
        self._setter = setter
        self._licences = licences
        self._offset = offset

    def overlay(self, content: LicenceContent) -> list[Sheet]:
        """The values alone; what does not fit goes on on annex pages of plain paper."""
        layout, setter, words = self._design.overlay, self._setter, self._design.words
        sheet = Sheet(layout.width, layout.height)
        setter.line(sheet, layout.code, content.credit_code, Role.SONG)
        if content.copy_number:
            setter.line(sheet, layout.copy_number, content.copy_number, Role.SONG)
        if content.reprint:
            setter.line(sheet, layout.reprint, content.reprint, Role.BOLD)
        if words.qr == "gsxt":
            official = words.gsxt_url.format(code=content.credit_code)
            setter.qr(sheet, layout.qr, official, words.gsxt_text)
        else:
            setter.qr(sheet, layout.qr, content.credential, words.credential_text)
        labels = {
            entry.key: entry.label
            for column in (self._design.copy_layout.left, self._design.copy_layout.right)
            for entry in column.fields
        }
        rest: list[Continued] = []
        for place in layout.fields:
            text = value_of(self._design, content, place.key)
            block = set_field(
                setter, self._design, text, layout.sizes, place.width, place.height, layout.leading
            )
            setter.block(sheet, place.x, place.y, block, Role.KAI, place.width)
            if block.rest:
                rest.append(Continued(labels[place.key], block.rest))
        day = content.registered_on
        for part, where in (
            (day.year, layout.year),
            (day.month, layout.month),
            (day.day, layout.day),
        ):
            setter.line(sheet, where, str(part), Role.KAI)
        return [self._shifted(sheet, content), *self._licences.annex(rest, content)]

    def calibration(self, content: LicenceContent) -> list[Sheet]:
        """Rulers along two edges, a cross at every place of the overlay, and the offsets."""
        layout, words = self._design.overlay, self._design.calibration
        sheet = Sheet(layout.width, layout.height)
        self._ruler(sheet, layout.width, across=True)
        self._ruler(sheet, layout.height, across=False)
        spots = [layout.code, layout.copy_number, layout.year, layout.month, layout.day]
        crosses = [(spot.x, spot.y) for spot in spots]
        crosses += [(entry.x, entry.y) for entry in layout.fields]
        for x, y in (*crosses, (layout.qr.square.x, layout.qr.square.y)):
            self._cross(sheet, x, y)
        setter, middle = self._setter, layout.width / 2
        title = Place(x=middle, y=148, size=24, align="centre", spacing=2)
        setter.line(sheet, title, words.title, Role.BOLD)
        x, y = self._offset
        offsets = words.offsets.format(x=f"{x:+.1f}", y=f"{y:+.1f}")
        for number, text in enumerate((offsets, *words.explain)):
            place = Place(x=middle, y=159 + 7 * number, size=12, align="centre")
            setter.line(sheet, place, text, Role.SONG)
        return [self._shifted(sheet, content)]

    def _shifted(self, sheet: Sheet, content: LicenceContent) -> Sheet:
        """The sheet moved by the offset, over the mark, which stays where it is."""
        moved: list[Item] = [_moved(item, *self._offset) for item in sheet.items]
        if content.specimen:
            moved.insert(0, Art(OVERLAY_MARK))
        result = Sheet(sheet.width, sheet.height, moved)
        if content.specimen:
            place = self._design.copy_layout.last_line
            self._setter.line(result, place, self._design.specimen.foot, Role.SONG)
        return result

    def _ruler(self, sheet: Sheet, length: float, *, across: bool) -> None:
        ink = self._design.colours.ink
        edge = 10.0
        for tick in range(int(edge), int(length - edge) + 1):
            reach = 5.0 if tick % _TICK_EVERY == 0 else 3.5 if tick % 5 == 0 else 2.0
            if across:
                sheet.items.append(Rule(tick, edge, tick, edge + reach, 0.3, ink))
            else:
                sheet.items.append(Rule(edge, tick, edge + reach, tick, 0.3, ink))
            if tick % _TICK_EVERY == 0 and tick > edge:
                x, y = (tick, edge + 8) if across else (edge + 6, tick + 0.8)
                place = Place(x=x, y=y, size=6.5, align="centre" if across else "left")
                self._setter.line(sheet, place, str(tick), Role.SONG)

    def _cross(self, sheet: Sheet, x: float, y: float) -> None:
        colour = self._design.colours.seal
        sheet.items += [
            Rule(x - 4, y, x + 4, y, 0.35, colour),
            Rule(x, y - 4, x, y + 4, 0.35, colour),
        ]


def _moved(item: Item, dx: float, dy: float) -> Item:
    match item:
        case Text() | Modules() | Fill():
            return replace(item, x=item.x + dx, y=item.y + dy)
        case Rule():
            return Rule(
                item.x1 + dx, item.y1 + dy, item.x2 + dx, item.y2 + dy, item.thick, item.colour
            )
        case _:
            return item
