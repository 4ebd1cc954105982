"""What the signature of a branch's seal covers: the application as it was received."""

from kiosk.domain.answers import canonical_json
from kiosk.domain.records import Application

_DOMAIN = b"zhaoban seal v1\0"


def seal_payload(application: Application, sequence: int) -> bytes:
    """The bytes that are signed; nothing in them is personal, the answers stand as their hash.

    The state is left out, since it changes, and so is the sender's key, which another
    application may have used meanwhile.
    """
    return _DOMAIN + canonical_json(
        {
            "id": str(application.id),
            "number": application.number,
            "terminal": application.terminal,
            "sequence": sequence,
            "procedure": application.procedure,
            "form_version": application.form_version,
            "assurance": application.assurance.value,
            "submitted_at": application.submitted_at.isoformat(timespec="microseconds"),
            "content_hash": application.content_hash,
            "help_wanted": application.help_wanted,
            "card_differs": application.card_differs,
        }
    )
