"""A libusb that has one device: behind its bulk endpoints the double speaks SDT."""

import ctypes
import time
from collections import deque

from kiosk.adapters.card_reader.sdt_double import SdtDouble
from kiosk.adapters.card_reader.usb_bulk import ERROR_TIMEOUT

NO_DEVICE, NOT_FOUND = -4, -5
PACKET = 64
_DEVICE = 0xD0
_HANDLE = 0xA0


def configuration(out: int, back: int) -> bytes:
    """One configuration: a HID interface without bulk endpoints, then the one that is meant."""
    hid = bytes((9, 4, 0, 0, 1, 3, 0, 0, 0)) + bytes((7, 5, 0x83, 3, 8, 0, 10))
    bulk = bytes((9, 4, 1, 0, 2, 0xFF, 0, 0, 0))
    for address in (out, back):
        bulk += bytes((7, 5, address, 2, PACKET, 0, 0))
    whole = hid + bulk
    head = bytes((9, 2, (9 + len(whole)) & 0xFF, 0, 2, 1, 0, 0x80, 50))
    return head + whole


class UsbDouble:
    """Has the functions of libusb that are used; with ``cable_out`` the device is not there."""

    def __init__(self, double: SdtDouble, out: int = 0x02, back: int = 0x81) -> None:
        self.double = double
        self.out, self.back = out, back
        self.refuses_open = self.refuses_claim = 0
        self.opened = 0
        self._waiting: deque[bytes] = deque()
        self._devices = (ctypes.c_void_p * 2)(_DEVICE, None)

    @property
    def _there(self) -> bool:
        return self.double.fault != "cable_out"

    def libusb_init(self, context) -> int:
        context._obj.value = 1
        return 0

    def libusb_exit(self, context) -> None:
        pass

    def libusb_get_device_list(self, context, devices) -> int:
        if not self._there:
            return 0
        devices._obj.contents = ctypes.c_void_p.from_buffer(self._devices)
        return 1

    def libusb_free_device_list(self, devices, unref) -> None:
        pass

    def libusb_get_device_descriptor(self, device, room) -> int:
        assert device.value == _DEVICE
        room[:] = [18, 1, 0, 2, 0, 0, 0, 64, 0x00, 0x04, 0x5A, 0xC3, 0, 1, 0, 0, 0, 1]
        return 0

    def libusb_open(self, device, handle) -> int:
        if not self.refuses_open:
            handle._obj.value = _HANDLE
            self.opened += 1
        return self.refuses_open

    def libusb_close(self, handle) -> None:
        self.opened -= 1
        self._waiting.clear()

    def libusb_set_auto_detach_kernel_driver(self, handle, enable) -> int:
        return NOT_FOUND

    def libusb_claim_interface(self, handle, interface) -> int:
        assert interface == 1
        return self.refuses_claim

    def libusb_release_interface(self, handle, interface) -> int:
        return 0

    def libusb_control_transfer(self, handle, kind, request, value, index, room, size, ms) -> int:
        assert (kind, request, value) == (0x80, 6, 0x0200)
        told = configuration(self.out, self.back)
        room[: len(told)] = told
        return len(told)

    def libusb_bulk_transfer(self, handle, endpoint, buffer, size, moved, ms) -> int:
        assert handle.value == _HANDLE
        assert ms > 0, "0 would wait for ever"
        if not self._there:
            return NO_DEVICE
        if endpoint == self.out:
            self._waiting.extend(self.double.hear(bytes(buffer)))
            moved._obj.value = size
            return 0
        assert endpoint == self.back
        assert size % PACKET == 0, "libusb overflows on less than a packet"
        if not self._waiting:
            time.sleep(min(ms, 20) / 1000)
            return ERROR_TIMEOUT
        piece = self._waiting.popleft()
        if len(piece) > size:
            self._waiting.appendleft(piece[size:])
        buffer[: min(size, len(piece))] = piece[:size]
        moved._obj.value = min(size, len(piece))
        return 0
