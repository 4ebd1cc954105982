"""An SDT reader on a serial line, or on a USB line that the system shows as a serial one."""

import contextlib
import errno
import os
import select
from pathlib import Path

from pydantic import Field

from kiosk.adapters.card_reader.sdt_dialogue import Unplugged
from kiosk.adapters.card_reader.sdt_options import SdtOptions
from kiosk.adapters.card_reader.sdt_reader import Patience, SdtReader
from kiosk.adapters.options import read_options
from kiosk.ports import Fitting, PhotoDecoder, SystemFault

_PSEUDO_TERMINALS = Path("/dev/pts")
_WRITE_SECONDS = 1.0


class SerialOptions(SdtOptions):
    """Where the reader is; ``practice`` allows a pseudo-terminal, on which only doubles speak."""

    device: str = Field(min_length=1)
    baud: int = Field(default=115200, ge=1200)
    practice: bool = False


class SerialLine:
    """Owns the line alone; what comes is read straight to where it is overwritten later.

    Raises SystemFault ``reader_cable_out``, ``reader_in_use`` or ``emulated_refused``.
    """

    def __init__(self, device: str, baud: int, *, practice: bool = False) -> None:
        try:
            import serial
        except ImportError:
            raise SystemFault("adapter_unusable", "pyserial: zhaoban[readers]") from None
        if not practice and _PSEUDO_TERMINALS in Path(device).resolve().parents:
            raise SystemFault("emulated_refused", device)
        try:
            self._port = serial.Serial(
                device, baud, timeout=0, write_timeout=_WRITE_SECONDS, exclusive=True
            )
        except (OSError, ValueError) as error:  # a serial.SerialException is an OSError
            taken = getattr(error, "errno", None) in {errno.EAGAIN, errno.EBUSY}
            raise SystemFault("reader_in_use" if taken else "reader_cable_out", device) from None

    def write(self, octets: bytearray) -> None:
        """Send them all. Raises Unplugged."""
        try:
            self._port.write(octets)
        except OSError:
            raise Unplugged from None

    def read_into(self, room: memoryview, seconds: float) -> int:
        """How many octets came within that time. Raises Unplugged."""
        try:
            ready, _, _ = select.select([self._port.fileno()], [], [], max(0.0, seconds))
            if not ready:
                return 0
            count = os.readv(self._port.fileno(), [room])
        except BlockingIOError:
            return 0
        except (OSError, ValueError):
            raise Unplugged from None
        if not count:
            raise Unplugged
        return count

    def close(self) -> None:
        """Let the line go."""
        with contextlib.suppress(OSError):
            self._port.close()


class SerialReader(SdtReader):
    """An SDT reader on a serial line; ``emulated`` when it may be a double on a pseudo-terminal."""

    def __init__(
        self,
        options: SerialOptions,
        patience: Patience | None = None,
        photos: PhotoDecoder | None = None,
    ) -> None:
        super().__init__(
            lambda: SerialLine(options.device, options.baud, practice=options.practice),
            patience or options.patience,
            photos,
        )
        self.emulated = options.practice


def fit(fitting: Fitting) -> SerialReader:
    """The reader of an install. Raises SystemFault ``adapter_unusable`` for wrong options."""
    options = read_options(SerialOptions, fitting.options, "card_reader")
    return SerialReader(options, photos=fitting.photos)
