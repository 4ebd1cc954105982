"""An SDT reader on USB bulk endpoints, where the system has libusb.

The same frames as on a serial line go over a pair of bulk endpoints: published host programs name
0400:C35A and, by model, 0x02 with 0x81 or 0x06 with 0x85. No maker's paper is public, so which
endpoints there are is read from the device itself.
"""

import ctypes
from collections.abc import Callable
from typing import Annotated

from pydantic import BeforeValidator, Field

from kiosk.adapters.card_reader.sdt_dialogue import Unplugged
from kiosk.adapters.card_reader.sdt_options import SdtOptions
from kiosk.adapters.card_reader.sdt_reader import Patience, SdtReader
from kiosk.adapters.card_reader.usb_bulk import BulkPipe, Gone, load_libusb
from kiosk.adapters.options import read_options
from kiosk.ports import Fitting, PhotoDecoder

_WRITE_SECONDS = 1.0


def _hexadecimal(text: object) -> object:
    try:
        return int(text, 16) if isinstance(text, str) else text
    except ValueError:
        return text


_Id = Annotated[int, BeforeValidator(_hexadecimal), Field(ge=1, le=0xFFFF)]


class UsbOptions(SdtOptions):
    """Which device; ids as ``lsusb`` shows them, hexadecimal."""

    vendor: _Id = 0x0400
    product: _Id = 0xC35A


class UsbLine:
    """The reader's pair of endpoints as a line; what comes is read to where it is overwritten."""

    def __init__(self, library: ctypes.CDLL, vendor: int, product: int) -> None:
        """Open it. Raises SystemFault as ``BulkPipe`` does."""
        self._pipe = BulkPipe(library, vendor, product)

    def write(self, octets: bytearray) -> None:
        """Send them all. Raises Unplugged."""
        try:
            self._pipe.send(octets, _WRITE_SECONDS)
        except Gone:
            raise Unplugged from None

    def read_into(self, room: memoryview, seconds: float) -> int:
        """How many octets came within that time. Raises Unplugged."""
        try:
            return self._pipe.receive(room, seconds)
        except Gone:
            raise Unplugged from None

    def close(self) -> None:
        """Let it go."""
        self._pipe.close()


class UsbReader(SdtReader):
    """An SDT reader on USB."""

    def __init__(
        self,
        options: UsbOptions,
        patience: Patience | None = None,
        library: Callable[[], ctypes.CDLL] = load_libusb,
        photos: PhotoDecoder | None = None,
    ) -> None:
        super().__init__(
            lambda: UsbLine(library(), options.vendor, options.product),
            patience or options.patience,
            photos,
        )


def fit(fitting: Fitting) -> UsbReader:
    """The reader of an install. Raises SystemFault ``adapter_unusable`` for wrong options."""
    options = read_options(UsbOptions, fitting.options, "card_reader")
    return UsbReader(options, photos=fitting.photos)
