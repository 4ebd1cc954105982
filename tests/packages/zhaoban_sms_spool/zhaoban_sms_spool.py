"""A gateway that lays its messages into the outgoing folder of smstools 3, which owns the modem."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from kiosk.ports import Fitting, GatewayRefused, SentMessage, SystemFault


class SpoolGateway:
    """One file a message, named by its key: the same message again is the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(
        self, template: str, params: Mapping[str, str], text: str, mobile: str, dedupe: str
    ) -> SentMessage:
        """Lay it there, whole or not at all. Raises GatewayRefused: it is tried again."""
        name = hashlib.sha256(dedupe.encode()).hexdigest()[:24]
        head = f"To: 86{mobile}\nAlphabet: UCS\n\n"
        fresh = self._folder / f".{name}.new"
        try:
            fresh.write_bytes(head.encode() + text.encode("utf-16-be"))
            fresh.replace(self._folder / name)
        except OSError as error:
            raise GatewayRefused(f"spool: {error.strerror}") from None
        return SentMessage(name)

    def require_ready(self) -> None:
        """What `kiosk doctor` asks. Raises SystemFault with a code that has words."""
        if not self._folder.is_dir():
            raise SystemFault("sms_unreachable", str(self._folder))


def fit(fitting: Fitting) -> SpoolGateway:
    """Made of `[sms.options]`."""
    return SpoolGateway(Path(fitting.options["folder"]))
