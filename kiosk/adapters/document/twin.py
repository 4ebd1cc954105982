"""The JSON twin of a paper: what the page shows, for machines."""

from kiosk.domain.answers import Json
from kiosk.domain.licence import LicenceContent
from kiosk.domain.states import DocumentKind


def licence_twin(content: LicenceContent, kind: DocumentKind) -> dict[str, Json]:
    """The licence's fields and no more; days are ISO 8601, an absent name is empty."""
    return {
        "kind": kind.value,
        "specimen": content.specimen,
        "credit_code": content.credit_code,
        "name": content.name,
        "business_type": content.business_type,
        "proprietor": content.proprietor,
        "composition": content.composition,
        "registered_on": content.registered_on.isoformat(),
        "premises": content.premises,
        "scope": content.scope,
        "authority": content.authority,
        "copy_number": content.copy_number,
        "credential": content.credential,
    }
