"""The receipt for an application that waits at a branch, made without any line to the outside."""

from kiosk.domain.records import Application, Document
from kiosk.domain.states import DocumentKind
from kiosk.services.house import House
from kiosk.services.papers import branch_receipt
from kiosk.services.sign import drawn, signed_document
from kiosk.services.slip import make_slip


def receipt_of(house: House, application: Application) -> Document:
    """接收申请材料凭证 (细则 18), drawn and signed; nothing of it is kept.

    A slip, where the procedure has no words for such a receipt.
    ``application`` is as ``process`` gave it, with its answers. Its seal must be at this branch.
    """
    assert house.near is not None
    with house.near.read() as uow:
        seal = uow.seals.of(application.id)
    assert seal is not None
    if house.procedures[application.procedure].papers.branch_receipt is None:
        slip = make_slip(house.own, application.id)
        return signed_document(
            house, application, DocumentKind.SLIP, slip.rendered, house.clock.now()
        )
    content = branch_receipt(house, application, seal.sequence)
    at = content.issued_at or house.clock.now()
    return signed_document(
        house, application, DocumentKind.RECEIPT, drawn(house, content), at, stamped=False
    )
