"""SDT over USB: endpoints are read from the device, refusals have their words, libusb is real."""

from datetime import date

import pytest

from kiosk.adapters.card_reader.sdt_double import SdtDouble
from kiosk.adapters.card_reader.sdt_usb import UsbOptions, UsbReader, fit
from kiosk.adapters.card_reader.usb_bulk import (
    ERROR_ACCESS,
    ERROR_BUSY,
    BulkPipe,
    Endpoints,
    endpoints_of,
    load_libusb,
)
from kiosk.ports import Fitting, SystemFault
from tests.adapters.card_reader.benches import QUICK
from tests.adapters.card_reader.cards import laid
from tests.adapters.card_reader.usb_double import PACKET, UsbDouble, configuration
from tests.desk import StillClock
from tests.parts import needs


def reader_of(usb: UsbDouble) -> UsbReader:
    return UsbReader(UsbOptions(), QUICK, lambda: usb)


@pytest.mark.parametrize(("out", "back"), [(0x02, 0x81), (0x06, 0x85)])
def test_both_published_pairs_of_endpoints_are_found_in_the_device_itself(tmp_path, out, back):
    assert endpoints_of(configuration(out, back)) == Endpoints(1, out, back, PACKET)
    usb = UsbDouble(SdtDouble(tmp_path), out, back)
    usb.double.lay(laid())
    assert reader_of(usb).read().name == "赵试例"


@pytest.mark.parametrize("raw", [b"", b"\x09", b"\x00" * 20, configuration(2, 0x81)[:24]])
def test_a_device_without_such_endpoints_is_none(raw):
    assert endpoints_of(raw) is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"refuses_open": ERROR_ACCESS}, "reader_no_access"),
        ({"refuses_open": ERROR_BUSY}, "reader_in_use"),
        ({"refuses_claim": ERROR_BUSY}, "reader_in_use"),
        ({"refuses_open": -1}, "reader_cable_out"),
    ],
)
def test_a_device_that_is_not_let_go_is_said_to_be_so_and_nothing_stays_open(
    tmp_path, changed, code
):
    usb = UsbDouble(SdtDouble(tmp_path))
    vars(usb).update(changed)
    reader = reader_of(usb)
    with pytest.raises(SystemFault) as raised:
        reader.read()
    assert (raised.value.code, usb.opened) == (code, 0)
    usb.refuses_open = usb.refuses_claim = 0
    assert reader.read() is None
    reader.close()
    assert usb.opened == 0


def test_another_device_is_left_alone(tmp_path):
    usb = UsbDouble(SdtDouble(tmp_path))
    with pytest.raises(SystemFault) as raised:
        BulkPipe(usb, 0x0403, 0x6001)
    assert (raised.value.code, raised.value.detail) == ("reader_cable_out", "0403:6001")


def test_the_systems_own_libusb_is_asked_and_has_no_such_reader():
    needs("libusb")
    library = load_libusb()
    with pytest.raises(SystemFault) as raised:
        BulkPipe(library, 0xFFFE, 0xFFFE)
    assert raised.value.code == "reader_cable_out"


def test_ids_are_hexadecimal_as_the_system_shows_them_and_wrong_ones_are_named(tmp_path):
    def fitted(**options):
        return fit(Fitting(tmp_path, StillClock(), date(2026, 11, 23), options))

    assert UsbOptions.model_validate({"vendor": "0400", "product": "c35a"}) == UsbOptions()
    assert fitted(vendor="1234", product="00aa")
    with pytest.raises(SystemFault) as raised:
        fitted(vendor="reader")
    assert (raised.value.code, "vendor" in raised.value.detail) == ("adapter_unusable", True)
