"""An emulated telephone: every message becomes a readable file in a folder."""

import hashlib
import os
from collections.abc import Mapping
from datetime import timedelta, timezone
from pathlib import Path

from kiosk.domain.mobile import mask_mobile
from kiosk.domain.sms_text import split_parts, ucs2_units
from kiosk.ports import Clock, Fitting, GatewayRefused, SentMessage

FAULT_FILE = "fault.txt"
"""A file beside the messages that makes the gateway fail: ``busy`` or ``refused``."""

_CHINA_TIME = timezone(timedelta(hours=8))


class FolderGateway:
    """Writes one UTF-8 file a message: whom it is for, when, in how many parts, and the text.

    The file holds the full number and text, as a telephone would; it is for installs that are
    not provisioned. Its name carries the time and a short hash, never the number. A file is
    there whole or not at all.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def set_fault(self, fault: str) -> None:
        """Fail from now on (``busy``: try again later, ``refused``: never), or ``""``: work."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = self._folder / FAULT_FILE
        if fault:
            place.write_text(fault + "\n", "utf-8")
        else:
            place.unlink(missing_ok=True)

    def send(
        self,
        template: str,
        params: Mapping[str, str],
        text: str,
        mobile: str,
        dedupe: str,
    ) -> SentMessage:
        """Write the file. Raises GatewayRefused when a fault is set or the disk refuses."""
        self._raise_fault()
        now = self._clock.now().astimezone(_CHINA_TIME)
        reference = hashlib.sha256(f"{dedupe} {now.isoformat()}".encode()).hexdigest()[:8]
        parts = split_parts(text)
        lines = (
            f"To: {mobile} ({mask_mobile(mobile)})",
            f"Time: {now.isoformat(timespec='seconds')}",
            f"Template: {template}",
            f"Length: {ucs2_units(text)} units in {len(parts)} part(s)",
            "",
            text,
            "",
        )
        place = self._folder / f"{now:%Y%m%d-%H%M%S-%f}-{reference}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = place.with_suffix(".new")
            with fresh.open("w", encoding="utf-8") as file:
                file.write("\n".join(lines))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(place)
        except OSError as error:
            raise GatewayRefused(f"folder: {error.strerror}") from error
        return SentMessage(reference)

    def _raise_fault(self) -> None:
        try:
            fault = (self._folder / FAULT_FILE).read_text("utf-8").strip()
        except OSError:
            return
        if fault:
            raise GatewayRefused(fault, permanent=fault == "refused")


def fit(fitting: Fitting) -> FolderGateway:
    """The gateway of an install: ``sms/`` in its data folder."""
    return FolderGateway(fitting.data / "sms", fitting.clock)
