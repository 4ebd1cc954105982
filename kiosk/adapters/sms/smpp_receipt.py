"""Read a delivery receipt of SMPP 3.4: from its optional parameters, else from its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kiosk.adapters.sms.smpp_codes import number_of, word_of

IdSpelling = Literal["same", "decimal", "hexadecimal"]
"""How a receipt spells the id that the response gave: the same, or in the other base."""

_FIELDS = re.compile(r"\b(id|stat|err):\s*([^\s]+)", re.IGNORECASE)
_TYPE = 0x3C
_RECEIPT = 0x04
_BASES = {"decimal": (16, 10), "hexadecimal": (10, 16)}


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """The ids it goes by, its message_state and the carrier's code."""

    ids: Sequence[str]
    state: int
    code: str


def read_receipt(deliver_sm: Any, spelling: IdSpelling = "same") -> ReadReceipt | None:  # noqa: ANN401
    """The receipt in a parsed deliver_sm; None for a message of another kind or without id."""
    if (deliver_sm.esm_class or 0) & _TYPE != _RECEIPT:
        return None
    body = deliver_sm.short_message or getattr(deliver_sm, "message_payload", None) or b""
    said = {name.lower(): value for name, value in _FIELDS.findall(body.decode("latin-1"))}
    own = getattr(deliver_sm, "receipted_message_id", None)
    named = own.decode("latin-1").strip("\0 ") if own else ""
    ids = [receipt_id(name, spelling) for name in (named, said.get("id", "")) if name]
    if not ids:
        return None
    state = getattr(deliver_sm, "message_state", None)
    if state is None:
        state = number_of(said.get("stat", ""))
    error = said.get("err", "")
    code = f"{word_of(state)}:{error}" if error.strip("0") else word_of(state)
    return ReadReceipt(tuple(dict.fromkeys(ids)), int(state), code)


def response_id(text: str, spelling: IdSpelling) -> str:
    """The id of a submit_sm_resp as the receipts of this carrier are matched with it."""
    return _respelt(text, _BASES[spelling][0]) if spelling in _BASES else text


def receipt_id(text: str, spelling: IdSpelling) -> str:
    """The id of a receipt in the same spelling."""
    return _respelt(text, _BASES[spelling][1]) if spelling in _BASES else text


def _respelt(text: str, base: int) -> str:
    try:
        return str(int(text, base))
    except ValueError:
        return text
