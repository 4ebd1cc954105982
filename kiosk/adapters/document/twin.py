"""The JSON twin of a paper: what the page shows, for machines."""

from collections.abc import Iterator

from kiosk.domain.answers import Json
from kiosk.domain.licence import LicenceContent, PaperContent
from kiosk.domain.states import DocumentKind


def licence_twin(content: LicenceContent, kind: DocumentKind) -> dict[str, Json]:
    """The licence's fields and no more; days are ISO 8601, an absent name is empty.

    The calibration page shows no field, so its twin holds none.
    """
    twin: dict[str, Json] = {"kind": kind.value, "specimen": content.specimen}
    if kind is DocumentKind.CALIBRATION:
        return twin
    twin |= {
        "authority": content.authority,  # on the overlay its seal names it
        "credit_code": content.credit_code,
        "name": content.name,
        "business_type": content.business_type,
        "proprietor": content.proprietor,
        "composition": content.composition,
        "registered_on": content.registered_on.isoformat(),
        "premises": content.premises,
        "scope": content.scope,
        "copy_number": "" if kind is DocumentKind.LICENCE_ORIGINAL else content.copy_number,
        "credential": content.credential,
    }
    if content.reprint:
        twin["reprint"] = content.reprint
    return twin


def paper_twin(content: PaperContent) -> dict[str, Json]:
    """All that the paper says; of ``content.twin`` only the entries whose value it shows."""
    shown = tuple(_shown(content))
    data: dict[str, Json] = {
        key: value
        for key, value in sorted(content.twin.items())
        if value and any(value in text for text in shown)
    }
    return {
        "kind": content.kind.value,
        "specimen": content.specimen,
        "title": content.title,
        "number": content.number,
        "addressee": content.addressee,
        "paragraphs": list(content.paragraphs),
        "rows": [[label, value] for label, value in content.rows],
        "tables": [
            {"heading": heading, "header": list(header), "rows": [list(row) for row in rows]}
            for heading, header, rows in content.tables
        ],
        "closing": list(content.closing),
        "signature_note": content.signature_note,
        "authority": content.authority,
        "on": content.on.isoformat() if content.on else None,
        "data": data,
    }


def _shown(content: PaperContent) -> Iterator[str]:
    yield from (content.title, content.number, content.addressee, content.authority)
    yield from content.paragraphs
    yield from content.closing
    for label, value in content.rows:
        yield from (label, value)
    for _, header, rows in content.tables:
        yield from header
        for row in rows:
            yield from row
