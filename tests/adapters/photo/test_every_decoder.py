"""What a photo decoder keeps to, and where its picture goes: into memory, to the holder check."""

import io
from datetime import date

import pytest
from PIL import Image

from kiosk.adapters.card_reader.emulated import EmulatedReader
from kiosk.adapters.card_reader.sdt_serial import SerialOptions, SerialReader
from kiosk.adapters.photo.emulated import HEIGHT, PHOTO_OCTETS, WIDTH, fit
from kiosk.assembly import _BUILT_IN, assemble
from kiosk.ports import Fitting, SystemFault
from kiosk.settings import load_settings
from tests.adapters.card_reader.benches import QUICK, SerialBench
from tests.adapters.card_reader.cards import laid
from tests.desk import StillClock


@pytest.fixture
def decoder(tmp_path):
    return fit(Fitting(tmp_path, StillClock(), date(2026, 11, 23), {}))


def test_a_photo_becomes_a_picture(decoder):
    picture = Image.open(io.BytesIO(decoder.decode(bytes(PHOTO_OCTETS))))
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(picture.getcolors()) == 2


@pytest.mark.parametrize("octets", [0, 1023, 1025])
def test_what_is_no_photo_is_unreadable(decoder, octets):
    with pytest.raises(SystemFault) as raised:
        decoder.decode(bytes(octets))
    assert raised.value.code == "photo_unreadable"


def test_a_reader_hands_the_photo_on_and_the_card_is_the_same_card(decoder, tmp_path):
    bench = SerialBench(tmp_path)
    try:
        bench.double.lay(laid())
        without = bench.reader.read()
        bench.reader.close()
        options = SerialOptions(device=str(bench.link), practice=True)
        bench.reader = SerialReader(options, QUICK, decoder)
        bench.double.take_away()
        bench.double.lay(laid())
        card = next(card for _ in range(50) if (card := bench.reader.read()) is not None)
    finally:
        bench.close()
    assert (without.photo, card.photo) == (b"", decoder.decode(bytes(PHOTO_OCTETS)))
    assert card == without
    assert "PNG" not in repr(card)


def test_a_photo_that_cannot_be_decoded_costs_no_card(tmp_path):
    class Broken:
        def decode(self, photo):
            raise SystemFault("photo_unreadable")

    bench = SerialBench(tmp_path)
    bench.reader = SerialReader(
        SerialOptions(device=str(bench.link), practice=True), QUICK, Broken()
    )
    try:
        bench.double.lay(laid())
        assert bench.reader.read().photo == b""
    finally:
        bench.close()


def test_the_settings_fit_the_decoder_to_the_reader_and_nothing_of_it_is_stored(tmp_path):
    config, data = tmp_path / "kiosk.toml", tmp_path / "data"
    config.write_text('[photo_decoder]\nkind = "emulated"\n', "utf-8")
    environment = {"KIOSK_DATA": str(data), "KIOSK_CONFIG": str(config)}
    with assemble(load_settings(environment)) as services:
        reader = services.card_reader
        assert isinstance(reader, EmulatedReader)
        reader.lay(laid())
        assert reader.read().photo.startswith(b"\x89PNG")
    assert not any(b"\x89PNG" in f.read_bytes() for f in data.rglob("*") if f.is_file())


def test_only_an_emulated_one_is_built_in():
    assert list(_BUILT_IN["kiosk.photo_decoders"]) == ["emulated"]
