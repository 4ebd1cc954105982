"""A bench for every gateway: the gateway as an install makes it, and the other side at hand."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.assembly import _factory
from kiosk.ports import Fitting
from tests.adapters.sms import vendor_doubles as doubles
from tests.adapters.sms.carrier import a_carrier
from tests.adapters.sms.modem_double import Modem, text_of

TEMPLATE = "approved.named.zh"


class Hand:
    """A clock that stands where it was put."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def now(self) -> datetime:
        return self.at


@dataclass
class Bench:
    """``arrived`` says what lies at the other side, ``refuse`` plans ``later`` or ``never``;
    ``ended`` says that a message arrived. What a gateway cannot do is None or False."""

    name: str
    options: dict[str, str]
    folder: Path
    arrived: Callable[[], list[str]] | None
    refuse: Callable[[str], None] | None = None
    ended: Callable[[str], None] | None = None
    keeps: bool = True
    secrets: tuple[str, ...] = ()
    clock: Hand = field(default_factory=Hand)
    made: list[Any] = field(default_factory=list)

    def gateway(self, **options: str) -> Any:
        """The gateway as the settings choose it; an earlier one is closed."""
        self.close()
        fitting = Fitting(self.folder, self.clock, date(2026, 11, 24), {**self.options, **options})
        self.made.append(_factory("kiosk.sms", self.name)(fitting))
        return self.made[-1]

    def close(self) -> None:
        while self.made:
            if hasattr(gateway := self.made.pop(), "close"):
                gateway.close()

    def later(self) -> None:
        """Time enough for a receipt to be asked for."""
        self.clock.at += timedelta(seconds=20)


def _secret(folder: Path, text: str) -> str:
    (folder / "secret").write_text(text + "\n")
    return str(folder / "secret")


@contextmanager
def log(folder: Path) -> Iterator[Bench]:
    logging.getLogger("kiosk.adapters.sms.log").setLevel(logging.INFO)
    yield Bench("log", {}, folder, None, keeps=False)


@contextmanager
def in_folder(folder: Path) -> Iterator[Bench]:
    bench = Bench("folder", {}, folder, None, keeps=False)
    box = _factory("kiosk.sms", "folder")(Fitting(folder, bench.clock, date(2026, 11, 24), {}))
    bench.arrived = lambda: [message.text for message in box.received(100)]
    bench.refuse = lambda how: box.set_fault({"later": "busy", "never": "refused"}.get(how, ""))
    yield bench


def _hosted(name: str, make: type[doubles.Vendor], options: Callable[[str], dict[str, str]]):
    @contextmanager
    def bench(folder: Path) -> Iterator[Bench]:
        door = make()
        refusals = {"later": [door.throttled], "never": [door.number_refused], "": []}
        chosen = {**options(door.address), "secret_file": _secret(folder, doubles.SECRET)}
        yield Bench(
            name,
            chosen,
            folder,
            lambda: [f"{m['params']} {m.get('text', '')}" for m in door.sent],
            lambda how: door.plan.__setitem__(slice(None), refusals[how]),
            door.end,
            secrets=(doubles.SECRET, doubles.KEY_ID),
        )
        door.stop()

    return bench


def _vendor(address: str, **account: str) -> dict[str, str]:
    return {"endpoint": address, "sign_name": "昆山政务服务", **account}


aliyun = _hosted(
    "aliyun",
    doubles.AliyunDouble,
    lambda at: _vendor(at, access_key_id=doubles.KEY_ID, templates=f"{TEMPLATE}=SMS_1"),
)
tencent = _hosted(
    "tencent",
    doubles.TencentDouble,
    lambda at: _vendor(
        at,
        secret_id=doubles.KEY_ID,
        sdk_app_id="1400006666",
        templates=f"{TEMPLATE}=1110:name,code",
    ),
)
webhook = _hosted(
    "webhook",
    doubles.WebhookDouble,
    lambda at: {"url": f"{at}sms", "receipts_url": f"{at}receipts"},
)


@contextmanager
def smpp(folder: Path) -> Iterator[Bench]:
    with a_carrier() as carrier:
        carrier.fresh()
        refusals = {"later": ["0x58"] * 2, "never": ["0x0b"] * 2, "": []}  # each part
        yield Bench(
            "smpp",
            {
                "host": "127.0.0.1",
                "port": str(carrier.port),
                "system_id": "zhaoban",
                "password_file": _secret(folder, "geheim12"),
                "patience_seconds": "0",
            },
            folder,
            lambda: _joined(carrier.submits()),
            lambda how: carrier.order(plan=refusals[how]),
            lambda _named: None,
            secrets=("geheim12",),
        )


def _joined(submits: list[dict]) -> list[str]:
    """The texts as telephones join them."""
    texts: dict[int, str] = {}
    for place, part in enumerate(submits):
        key = part["udh"][-3] if part["udh"] else 1000 + place
        texts[key] = texts.get(key, "") + part["text"]
    return list(texts.values())


@contextmanager
def modem(folder: Path) -> Iterator[Bench]:
    double = Modem(folder / "tty-modem", pin="482914").plug()
    refusals = {"later": ["42"], "never": ["28"], "": []}
    yield Bench(
        "modem",
        {
            "device": str(double.link),
            "pin_file": _secret(folder, "482914"),
            "network_seconds": "0",
            "patience_seconds": "0",
        },
        folder,
        lambda: [text_of(double.submitted)] if double.submitted else [],
        lambda how: setattr(double, "plan", refusals[how]),
        lambda _named: None,
        secrets=("482914",),
    )
    double.unplug()


BENCHES = {
    "aliyun": aliyun,
    "folder": in_folder,
    "log": log,
    "modem": modem,
    "smpp": smpp,
    "tencent": tencent,
    "webhook": webhook,
}
REFUSING = sorted(BENCHES.keys() - {"log"})
KEEPING = sorted(BENCHES.keys() - {"log", "folder"})
