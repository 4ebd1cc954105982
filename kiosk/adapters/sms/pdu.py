"""Short messages as a modem takes them and reports on them: SMS-SUBMIT and SMS-STATUS-REPORT."""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.domain.sms_text import split_parts

_SUBMIT = 0x01
_VALIDITY_FOLLOWS = 0x10
_WANTS_REPORT = 0x20
_HAS_HEADER = 0x40
_INTERNATIONAL = 0x91
_UCS2 = 0x08
_THREE_DAYS = 0xA9  # 3GPP TS 23.040, 9.2.3.12.1: the value less 166, in days
_STATUS_REPORT = 0x02


@dataclass(frozen=True, slots=True)
class Report:
    """A status report: which message it means, and its TP-Status."""

    reference: int
    status: int
    mobile: str = field(repr=False)

    @property
    def state(self) -> Literal["delivered", "failed"] | None:
        """How the message ended; None while the carrier still tries or cannot tell.

        3GPP TS 23.040, 9.2.3.15: 1 was forwarded without proof, 2 was replaced by another.
        """
        if self.status == 0:
            return "delivered"
        return "failed" if 0x40 <= self.status <= 0x7F else None


def submit_pdus(text: str, number: str, reference: int) -> tuple[tuple[int, str], ...]:
    """Every part as the length that AT+CMGS wants, in octets, and its hexadecimal PDU.

    UCS-2, with a status report asked for and three days to arrive; ``number`` is international
    without +. The service centre is the SIM's own (3GPP TS 23.040, 9.2.2.2; TS 27.005, 3.5.1).
    """
    parts = split_parts(text)
    return tuple(_submit(part, number, reference, len(parts), n) for n, part in enumerate(parts, 1))


def read_report(pdu: str) -> Report | None:
    """The status report in a PDU with its service centre before it; None for anything else."""
    try:
        octets = bytes.fromhex(pdu)
        body = octets[1 + octets[0] :]
        if body[0] & 0x03 != _STATUS_REPORT:
            return None
        digits = body[2]
        end = 4 + (digits + 1) // 2
        number = body[4:end].hex()
        mobile = "".join(number[i + 1] + number[i] for i in range(0, len(number), 2))
        return Report(body[1], body[end + 14], mobile[:digits])
    except (ValueError, IndexError):
        return None


def _submit(part: str, number: str, reference: int, parts: int, place: int) -> tuple[int, str]:
    header = bytes((5, 0, 3, reference, parts, place)) if parts > 1 else b""
    data = header + part.encode("utf-16-be")
    first = _SUBMIT | _VALIDITY_FOLLOWS | _WANTS_REPORT | (_HAS_HEADER if header else 0)
    even = number + "F" * (len(number) % 2)
    swapped = bytes.fromhex("".join(even[i + 1] + even[i] for i in range(0, len(even), 2)))
    body = (
        bytes((first, 0, len(number), _INTERNATIONAL))
        + swapped
        + bytes((0, _UCS2, _THREE_DAYS, len(data)))
        + data
    )
    return len(body), "00" + body.hex().upper()
