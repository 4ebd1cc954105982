"""An emulated printer: every job becomes a PDF in a folder, unless it was told to fail."""

import os
import re
import secrets
from datetime import timedelta, timezone
from pathlib import Path

from kiosk.ports import Clock, Fitting, SystemFault

FAULT_FILE = "fault.txt"
"""A file beside the jobs that names the printer's fault."""

FAULTS = frozenset({"no_paper", "jam", "cable_out", "door_open", "no_toner"})

_UNFIT = re.compile(r"[^0-9A-Za-z一-鿿_-]+")
_CHINA_TIME = timezone(timedelta(hours=8))
_MOST_TITLE = 40


class FolderPrinter:
    """Writes what it is given; a job is there whole or not at all."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def set_fault(self, fault: str) -> None:
        """Fail from now on with one of ``FAULTS``, or ``""``: work. Raises ValueError."""
        if fault and fault not in FAULTS:
            raise ValueError(f"no such printer fault: {fault}")
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = self._folder / FAULT_FILE
        if fault:
            place.write_text(fault + "\n", "utf-8")
        else:
            place.unlink(missing_ok=True)

    def require_ready(self) -> None:
        """Raise SystemFault ``printer_<fault>`` when the printer could not print now."""
        try:
            fault = (self._folder / FAULT_FILE).read_text("utf-8").strip()
        except OSError:
            return
        if fault:
            raise SystemFault(f"printer_{fault}" if fault in FAULTS else "printer_unwell")

    def print(self, pdf: bytes, title: str) -> str:
        """Write the job and return its id.

        Raises SystemFault ``printer_<fault>`` when one is set, ``printer_not_pdf`` for bytes
        that are no PDF, ``printer_unwell`` when the folder cannot be written.
        """
        if not pdf.startswith(b"%PDF-"):
            raise SystemFault("printer_not_pdf")
        self.require_ready()
        now = self._clock.now().astimezone(_CHINA_TIME)
        job = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        name = _UNFIT.sub("_", title)[:_MOST_TITLE].strip("_")
        place = self._folder / (f"{job}-{name}.pdf" if name else f"{job}.pdf")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = place.with_suffix(".new")
            with fresh.open("wb") as file:
                file.write(pdf)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(place)
        except OSError as error:
            raise SystemFault("printer_unwell", error.strerror or "") from error
        return job


def fit(fitting: Fitting) -> FolderPrinter:
    """The printer of an install: ``print/`` in its data folder."""
    return FolderPrinter(fitting.data / "print", fitting.clock)
