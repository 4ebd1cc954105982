"""A pair of bulk endpoints of a USB device, by the libusb-1.0 that the system has."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from sys import byteorder

from kiosk.ports import SystemFault

LIBRARIES = ("libusb-1.0.so.0", "libusb-1.0.so", "libusb-1.0.dylib", "libusb-1.0.dll")

ERROR_ACCESS, ERROR_BUSY, ERROR_TIMEOUT = -3, -6, -7  # libusb.h, enum libusb_error

_DEVICE_DESCRIPTOR_OCTETS = 18
_INTERFACE, _ENDPOINT = 4, 5  # USB 2.0, table 9-5
_BULK, _IN = 0x02, 0x80
_GET_CONFIGURATION = (0x80, 0x06, 0x0200, 0)  # bmRequestType, bRequest, wValue, wIndex
_MOST_CONFIGURATION = 512
_CONTROL_MS = 1000
_LEAST_MS = 1  # 0 means for ever

_SIGNATURES = {
    "libusb_init": [ctypes.c_void_p],
    "libusb_exit": [ctypes.c_void_p],
    "libusb_get_device_list": [ctypes.c_void_p, ctypes.c_void_p],
    "libusb_free_device_list": [ctypes.c_void_p, ctypes.c_int],
    "libusb_get_device_descriptor": [ctypes.c_void_p, ctypes.c_void_p],
    "libusb_open": [ctypes.c_void_p, ctypes.c_void_p],
    "libusb_close": [ctypes.c_void_p],
    "libusb_set_auto_detach_kernel_driver": [ctypes.c_void_p, ctypes.c_int],
    "libusb_claim_interface": [ctypes.c_void_p, ctypes.c_int],
    "libusb_release_interface": [ctypes.c_void_p, ctypes.c_int],
    "libusb_control_transfer": [
        ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint16,
        ctypes.c_void_p, ctypes.c_uint16, ctypes.c_uint,
    ],
    "libusb_bulk_transfer": [
        ctypes.c_void_p, ctypes.c_ubyte, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p,
        ctypes.c_uint,
    ],
}  # fmt: skip


class Gone(Exception):
    """The device is not there any more, or does not take part in a transfer."""


def load_libusb() -> ctypes.CDLL:
    """The system's library, its functions declared. Raises SystemFault ``adapter_unusable``."""
    for name in LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for function, arguments in _SIGNATURES.items():
            getattr(library, function).argtypes = arguments
        library.libusb_get_device_list.restype = ctypes.c_ssize_t
        return library
    raise SystemFault("adapter_unusable", "libusb-1.0")


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The first interface with a bulk endpoint each way; ``packet`` is the octets of one."""

    interface: int
    out: int
    back: int
    packet: int


def endpoints_of(configuration: bytes) -> Endpoints | None:
    """What a configuration descriptor offers (USB 2.0, 9.6.3 to 9.6.6); None: no such pair."""
    interface, out, back, packet = 0, 0, 0, 0
    for kind, body in _descriptors(configuration):
        if kind == _INTERFACE:
            interface, out, back = body[2], 0, 0
        elif kind == _ENDPOINT and len(body) >= 6 and body[3] & 3 == _BULK:
            if body[2] & _IN:
                back = back or body[2]
                packet = packet or int.from_bytes(body[4:6], "little")
            else:
                out = out or body[2]
        if out and back:
            return Endpoints(interface, out, back, max(1, packet))
    return None


def _descriptors(raw: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(raw) and raw[at] > 1:
        yield raw[at + 1], raw[at : at + raw[at]]
        at += raw[at]


class BulkPipe:
    """Owns one device of that vendor and product.

    Raises SystemFault ``reader_cable_out`` where there is none, ``reader_no_access`` and
    ``reader_in_use``.
    """

    def __init__(self, library: ctypes.CDLL, vendor: int, product: int) -> None:
        self._usb = library
        self._context = ctypes.c_void_p()
        if library.libusb_init(ctypes.byref(self._context)):
            raise SystemFault("adapter_unusable", "libusb_init")
        self._handle = ctypes.c_void_p()
        self.endpoints: Endpoints | None = None
        try:
            self._open(vendor, product)
            self.endpoints = self._claim()
        except SystemFault:
            self.close()
            raise

    def _open(self, vendor: int, product: int) -> None:
        devices = ctypes.POINTER(ctypes.c_void_p)()
        count = self._usb.libusb_get_device_list(self._context, ctypes.byref(devices))
        try:
            for place in range(max(0, count)):
                device = ctypes.c_void_p(devices[place])
                if self._is(device, vendor, product):
                    self._require(self._usb.libusb_open(device, ctypes.byref(self._handle)))
                    return
        finally:
            if count > 0:
                self._usb.libusb_free_device_list(devices, 1)
        raise SystemFault("reader_cable_out", f"{vendor:04x}:{product:04x}")

    def _is(self, device: ctypes.c_void_p, vendor: int, product: int) -> bool:
        raw = (ctypes.c_ubyte * _DEVICE_DESCRIPTOR_OCTETS)()
        if self._usb.libusb_get_device_descriptor(device, raw):
            return False
        told = bytes(raw)  # libusb has put its fields into the machine's own order
        found = (int.from_bytes(told[8:10], byteorder), int.from_bytes(told[10:12], byteorder))
        return found == (vendor, product)

    def _claim(self) -> Endpoints:
        raw = (ctypes.c_ubyte * _MOST_CONFIGURATION)()
        told = self._usb.libusb_control_transfer(
            self._handle, *_GET_CONFIGURATION, raw, len(raw), _CONTROL_MS
        )
        endpoints = endpoints_of(bytes(raw[: max(0, told)]))
        if endpoints is None:
            raise SystemFault("card_reader_failed", "no bulk endpoints")
        self._usb.libusb_set_auto_detach_kernel_driver(self._handle, 1)
        self._require(self._usb.libusb_claim_interface(self._handle, endpoints.interface))
        return endpoints

    @staticmethod
    def _require(answer: int) -> None:
        if answer == ERROR_ACCESS:
            raise SystemFault("reader_no_access")
        if answer == ERROR_BUSY:
            raise SystemFault("reader_in_use")
        if answer:
            raise SystemFault("reader_cable_out", f"libusb {answer}")

    def send(self, octets: bytearray, seconds: float) -> None:
        """Send them all. Raises Gone."""
        if self.endpoints is None:
            raise Gone
        sent = 0
        while sent < len(octets):
            room = (ctypes.c_ubyte * (len(octets) - sent)).from_buffer(octets, sent)
            moved = self._transfer(self.endpoints.out, room, seconds)
            if not moved:
                raise Gone
            sent += moved

    def receive(self, room: memoryview, seconds: float) -> int:
        """How many octets came within that time, 0 for none. Raises Gone.

        The room must hold at least one packet: libusb takes whole ones.
        """
        if self.endpoints is None:
            raise Gone
        whole = len(room) - len(room) % self.endpoints.packet
        buffer = (ctypes.c_ubyte * whole).from_buffer(room)
        return self._transfer(self.endpoints.back, buffer, seconds)

    def _transfer(self, endpoint: int, buffer: "ctypes.Array[ctypes.c_ubyte]", wait: float) -> int:
        moved = ctypes.c_int()
        answer = self._usb.libusb_bulk_transfer(
            self._handle,
            endpoint,
            buffer,
            len(buffer),
            ctypes.byref(moved),
            max(_LEAST_MS, round(wait * 1000)),
        )
        if answer not in {0, ERROR_TIMEOUT}:
            raise Gone(f"libusb {answer}")
        return moved.value

    def close(self) -> None:
        """Let the device go."""
        if self._handle:
            if self.endpoints is not None:
                self._usb.libusb_release_interface(self._handle, self.endpoints.interface)
            self._usb.libusb_close(self._handle)
        if self._context:
            self._usb.libusb_exit(self._context)
        self._handle, self._context = ctypes.c_void_p(), ctypes.c_void_p()
        self.endpoints = None
