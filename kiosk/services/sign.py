"""Draw papers and put the authority's signature on those that carry its seal."""

import hashlib
from datetime import datetime

from kiosk.domain.licence import PaperContent
from kiosk.domain.records import Application, Document
from kiosk.domain.states import DocumentKind
from kiosk.ports import Rendered
from kiosk.services.house import House


def paper_document(house: House, application: Application, content: PaperContent) -> Document:
    """A paper, drawn and, where it carries a seal, signed.

    A character that no font has never keeps the paper back: 〓 and its code point stand for it.
    """
    instant = content.issued_at or house.clock.now()
    return signed_document(house, application, content.kind, drawn(house, content), instant)


def drawn(house: House, content: PaperContent) -> Rendered:
    """The paper as a PDF, with 〓 and the code point for what no font has."""
    missing = house.renderer.missing_glyphs("".join(content.texts()))
    if missing:
        table = {ord(character): f"〓（U+{ord(character):04X}）" for character in missing}
        content = content.with_texts(lambda text: text.translate(table))
    return house.renderer.paper(content)


def signed_document(
    house: House,
    application: Application,
    kind: DocumentKind,
    rendered: Rendered,
    at: datetime,
    copy: int = 1,
    *,
    stamped: bool = True,
) -> Document:
    """A rendered PDF as a record, signed where it has a place for the seal.

    Not ``stamped``, no time-stamp authority is asked: the paper is made without any line.
    """
    pdf = rendered.pdf
    if rendered.seal_box is not None:
        pdf = house.signer.sign_document(rendered, at, kind.value, stamped=stamped)
    return Document(
        id=house.new_id(),
        application_id=application.id,
        kind=kind,
        copy_number=copy,
        made_at=at,
        sha256=hashlib.sha256(pdf).hexdigest(),
        unsigned_sha256=rendered.sha256,
        content=pdf,
    )
