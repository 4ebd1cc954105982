"""An emulated telephone: every message becomes a readable file in a folder."""

import hashlib
import os
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from kiosk.adapters.fault_file import FaultFile
from kiosk.domain.mobile import mask_mobile
from kiosk.domain.sms_text import split_parts, ucs2_units
from kiosk.ports import Clock, Fitting, GatewayRefused, Received, SentMessage

FAULT_FILE = "fault.txt"
"""A file beside the messages that names the gateway's fault, one of ``FAULTS``."""

FAULTS = ("busy", "refused", "slow", "dead")
"""``busy``: try again later; ``refused``: never; ``slow``: it takes its time; ``dead``: no answer
within the time a sender waits."""

_SLOW_SECONDS = 4.0
_DEAD_SECONDS = 8.0
_CHINA_TIME = timezone(timedelta(hours=8))


class FolderGateway:
    """Writes one UTF-8 file a message: whom it is for, when, in how many parts, and the text.

    The file holds the full number and text, as a telephone would; it is for installs that are
    not provisioned. Its name carries the time and a short hash, never the number. A file is
    there whole or not at all.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        slow_seconds: float = _SLOW_SECONDS,
        dead_seconds: float = _DEAD_SECONDS,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._waits = {"slow": slow_seconds, "dead": dead_seconds}
        self._fault = FaultFile(folder / FAULT_FILE, FAULTS)

    @property
    def faults(self) -> Sequence[str]:
        """Every fault it can be told to suffer."""
        return self._fault.known

    @property
    def fault(self) -> str:
        """The fault it suffers now; empty: none."""
        return self._fault.read()

    def set_fault(self, fault: str) -> None:
        """Fail from now on with one of ``FAULTS``, or ``""``: work. Raises ValueError."""
        self._fault.set(fault)

    def received(self, most: int) -> Sequence[Received]:
        """The newest messages of all telephones, newest first; what cannot be read is left out."""
        files = sorted(
            (f for f in self._folder.glob("*.txt") if f.name != FAULT_FILE), reverse=True
        )
        return [message for file in files[:most] if (message := _read(file)) is not None]

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
        fault = self._fault.read()
        time.sleep(self._waits.get(fault, 0.0))
        if fault == "dead":
            raise GatewayRefused("no_answer")
        if fault and fault != "slow":
            raise GatewayRefused(fault, permanent=fault == "refused")


def _read(file: Path) -> Received | None:
    try:
        head, _, text = file.read_text("utf-8").partition("\n\n")
        said = dict(line.split(": ", 1) for line in head.splitlines())
        return Received(
            at=datetime.fromisoformat(said["Time"]),
            mobile=said["To"].split(" ")[0],
            text=text.strip(),
        )
    except (OSError, UnicodeDecodeError, KeyError, ValueError, IndexError):
        return None


def fit(fitting: Fitting) -> FolderGateway:
    """The gateway of an install: ``sms/`` in its data folder."""
    return FolderGateway(fitting.data / "sms", fitting.clock)
