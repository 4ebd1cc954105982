"""A page that shows whether the printer is well: letters of every size of ink, nothing else."""

from kiosk.domain.licence import PaperContent
from kiosk.domain.states import DocumentKind
from kiosk.services.house import House


def printer_page(house: House, title: str, words: str) -> bytes:
    """The PDF of a test page with the terminal and the time on it; it is signed by nobody."""
    now = house.clock.now()
    content = PaperContent(
        kind=DocumentKind.RECEIPT,
        title=title,
        number=house.terminal,
        addressee="",
        paragraphs=(words,),
        authority=house.profile.authority,
        on=house.day_of(now),
        sealed=False,
        issued_at=now,
        specimen=not house.provisioned,
    )
    return house.renderer.paper(content).pdf
