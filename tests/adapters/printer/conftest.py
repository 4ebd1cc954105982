"""A virtual printer for a test, and one cupsd for the whole run of these tests."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.adapters.printer.virtual import Cupsd, VirtualPrinter, served
from tests.parts import needs


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with served(VirtualPrinter()) as printer:
        yield printer


@pytest.fixture(scope="session")
def hall() -> Iterator[tuple[Cupsd, VirtualPrinter]]:
    """A real cupsd on loopback and the printer behind its queue, both for every test."""
    needs("cupsd")
    with served(VirtualPrinter()) as printer, TemporaryDirectory(prefix="cups-") as folder:
        Path(folder).chmod(0o711)  # its backends are another user, whom pytest's folder keeps out
        cupsd = Cupsd(Path(folder), printer.uri)
        try:
            cupsd.start()
            yield cupsd, printer
        finally:
            cupsd.stop()


@pytest.fixture
def behind_cups(hall) -> tuple[Cupsd, VirtualPrinter]:
    """The same two, the printer well and its jobs forgotten."""
    cupsd, printer = hall
    printer.reasons, printer.hold, printer.counts, printer.refuse = [], False, True, 0
    return cupsd, printer
