"""A card reader, a holder check, a printer and a gateway on a test bench.

``bench/card.json`` in the data folder is the card that lies there, ``bench/holder`` the number
of the person who stands there; ``bench/fault`` names the device whose cable is out.
"""

import json
from datetime import date
from pathlib import Path

from kiosk.domain.card import Card
from kiosk.ports import Fitting, SentMessage, SystemFault


class Device:
    """A device on the bench, which may have its cable out."""

    fault = "adapter_unusable"
    name = ""

    def __init__(self, fitting: Fitting) -> None:
        self.bench = Path(fitting.options.get("bench", fitting.data / "bench"))
        self.require_ready()

    def require_ready(self) -> None:
        place = self.bench / "fault"
        if place.exists() and place.read_text("utf-8") == self.name:
            raise SystemFault(self.fault)


class Reader(Device):
    fault, name = "reader_cable_out", "reader"

    def read(self) -> Card | None:
        place = self.bench / "card.json"
        if not place.exists():
            return None
        values = json.loads(place.read_text("utf-8"))
        for key in ("birth", "valid_from", "valid_until"):
            values[key] = date.fromisoformat(values[key]) if values[key] else None
        return Card(**values)


class HolderCheck(Device):
    fault, name = "holder_check_failed", "holder"

    def matches(self, card: Card) -> bool:
        place = self.bench / "holder"
        return place.exists() and place.read_text("utf-8") == card.number


class Printer(Device):
    fault, name = "printer_cable_out", "printer"

    def print(self, pdf: bytes, title: str) -> str:
        (self.bench / "printed.pdf").write_bytes(pdf)
        return title


class Gateway(Device):
    name = "gateway"

    def send(self, template, params, text, mobile, dedupe) -> SentMessage:
        with (self.bench / "sent.txt").open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
        return SentMessage(dedupe)


def fit_reader(fitting: Fitting) -> Reader:
    return Reader(fitting)


def fit_holder_check(fitting: Fitting) -> HolderCheck:
    return HolderCheck(fitting)


def fit_printer(fitting: Fitting) -> Printer:
    return Printer(fitting)


def fit_gateway(fitting: Fitting) -> Gateway:
    return Gateway(fitting)
