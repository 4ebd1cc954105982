"""An emulated printer: every job becomes a PDF in a folder, unless it was told to fail."""

import os
import re
import secrets
import time
from collections.abc import Sequence
from datetime import timedelta, timezone
from pathlib import Path

from kiosk.adapters.fault_file import FaultFile
from kiosk.domain.print_job import JobPhase, JobReport, pages_of
from kiosk.ports import Clock, Fitting, SystemFault

FAULT_FILE = "fault.txt"
"""A file beside the jobs that names the printer's fault."""

FAULTS = ("no_paper", "jam", "cable_out", "door_open", "no_toner")
"""What keeps the printer from printing."""

SLOW = "slow"
"""What makes it print in its own time."""

RUNS_OUT = "runs_out"
"""What makes it take a job and wait for paper, until it is well again."""

UNCOUNTED = "uncounted"
"""What makes it print without counting a sheet."""

_HARMLESS = frozenset({SLOW, RUNS_OUT, UNCOUNTED})
_SLOW_SECONDS = 4.0
_WAITING, _DROPPED = ".waiting", ".dropped"
_UNFIT = re.compile(r"[^0-9A-Za-z一-鿿_-]+")
_CHINA_TIME = timezone(timedelta(hours=8))
_MOST_TITLE = 40


class FolderPrinter:
    """Writes what it is given; a job is there whole or not at all."""

    def __init__(self, folder: Path, clock: Clock, slow_seconds: float = _SLOW_SECONDS) -> None:
        self._folder = folder
        self._clock = clock
        self._slow_seconds = slow_seconds
        self._fault = FaultFile(folder / FAULT_FILE, (*FAULTS, SLOW, RUNS_OUT, UNCOUNTED))

    @property
    def faults(self) -> Sequence[str]:
        """Every fault it can be told to suffer."""
        return self._fault.known

    @property
    def fault(self) -> str:
        """The fault it suffers now; empty: none."""
        return self._fault.read()

    def set_fault(self, fault: str) -> None:
        """Suffer one of ``faults`` from now on, or ``""``: work. Raises ValueError."""
        self._fault.set(fault)

    def tray(self) -> Sequence[Path]:
        """The PDF of every job, newest first."""
        return sorted(self._folder.glob("*.pdf"), reverse=True)

    def require_ready(self) -> None:
        """Raise SystemFault ``printer_<fault>`` when the printer could not print now."""
        fault = self._fault.read()
        if fault and fault not in _HARMLESS:
            raise SystemFault(f"printer_{fault}" if fault in FAULTS else "printer_unwell")

    def print(self, pdf: bytes, title: str) -> str:
        """Write the job and return its id.

        Raises SystemFault ``printer_<fault>`` when one is set, ``printer_not_pdf`` for bytes
        that are no PDF, ``printer_unwell`` when the folder cannot be written.
        """
        if not pdf.startswith(b"%PDF-"):
            raise SystemFault("printer_not_pdf")
        self.require_ready()
        if self._fault.read() == SLOW:
            time.sleep(self._slow_seconds)
            self.require_ready()  # paper may run out meanwhile
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
            waits = self._fault.read() == RUNS_OUT
            fresh.replace(place.with_suffix(_WAITING) if waits else place)
        except OSError as error:
            raise SystemFault("printer_unwell", error.strerror or "") from error
        return job

    def ask(self, job: str) -> JobReport:
        """A job whose file lies in the tray is complete, and its pages are the sheets counted."""
        file = self._file_of(job)
        if file is None:
            return JobReport(JobPhase.ABORTED, "printer_job_lost")
        if file.suffix == _DROPPED:
            return JobReport(JobPhase.CANCELED)
        fault = self._fault.read()
        if file.suffix == _WAITING:
            if fault == RUNS_OUT:
                return JobReport(JobPhase.STOPPED, "printer_no_paper")
            file = file.replace(file.with_suffix(".pdf"))
        counted = None if fault == UNCOUNTED else pages_of(file.read_bytes())
        return JobReport(JobPhase.COMPLETED, sheets=counted)

    def cancel(self, job: str) -> bool:
        """Drop a job that waits for paper; what lies in the tray cannot be called back."""
        file = self._file_of(job)
        if file is None or file.suffix != _WAITING:
            return False
        file.replace(file.with_suffix(_DROPPED))
        return True

    def _file_of(self, job: str) -> Path | None:
        kinds = {".pdf", _WAITING, _DROPPED}
        return next((f for f in self._folder.glob(f"{job}*") if f.suffix in kinds), None)


def fit(fitting: Fitting) -> FolderPrinter:
    """The printer of an install: ``print/`` in its data folder."""
    return FolderPrinter(fitting.data / "print", fitting.clock)
