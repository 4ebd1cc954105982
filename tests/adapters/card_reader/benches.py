"""Every reader on a bench: the same hands lay cards, take them away, pull and plug."""

from pathlib import Path

from kiosk.adapters.card_reader.emulated import EmulatedReader
from kiosk.adapters.card_reader.sdt_double import SdtDouble
from kiosk.adapters.card_reader.sdt_pty import PluggedDouble
from kiosk.adapters.card_reader.sdt_reader import Patience
from kiosk.adapters.card_reader.sdt_serial import SerialOptions, SerialReader
from kiosk.adapters.card_reader.sdt_usb import UsbOptions, UsbReader
from tests.adapters.card_reader.cards import ON
from tests.adapters.card_reader.usb_double import UsbDouble

QUICK = Patience(find=0.3, read=0.5, between_finds=0.0, again=0.0)


class EmulatedBench:
    """The emulated reader is its own double."""

    def __init__(self, folder: Path) -> None:
        self.reader = self.double = EmulatedReader(folder / "card.json", ON)

    def close(self) -> None:
        pass


class SerialBench:
    """A double on a pseudo-terminal and the reader of a serial line."""

    def __init__(self, folder: Path, patience: Patience = QUICK) -> None:
        self.double = SdtDouble(folder)
        self.link = folder / "line"
        self.plugged = PluggedDouble(self.double, self.link).__enter__()
        options = SerialOptions(device=str(self.link), practice=True)
        self.reader = SerialReader(options, patience)

    def close(self) -> None:
        self.reader.close()
        self.plugged.__exit__()


class UsbBench:
    """A double behind the bulk endpoints of a libusb, and the reader that speaks over them."""

    def __init__(self, folder: Path) -> None:
        self.double = SdtDouble(folder)
        self.reader = UsbReader(UsbOptions(), QUICK, lambda: UsbDouble(self.double))

    def close(self) -> None:
        self.reader.close()


BENCHES = {"emulated": EmulatedBench, "sdt-serial": SerialBench, "sdt-usb": UsbBench}
