"""Fills the small disk it is given with submissions, and prints as JSON what became of them."""

import json
import sys
from pathlib import Path

from kiosk.adapters.store import open_store
from kiosk.domain.trail import verify_chain
from kiosk.ports import SystemFault
from tests.adapters.store.records import KEYS, NOW, application, document, new_id, notice


def submit(store) -> str:
    one = application(number=new_id().hex)
    with store.write() as unit:
        unit.applications.add(one)
        unit.outbox.put(notice(one))
        unit.licences.add_document(document(one, b"x" * 20_000))
        unit.trail.append(NOW, "e", one.number, {})
        unit.commit()
    return one.number


def main(folder: Path) -> None:
    reserve, ballast = folder / "reserve", folder / "ballast"
    ballast.write_bytes(b"x" * (3 << 20))
    url = f"sqlite:///{folder / 'r'}"
    store = open_store(url, KEYS, "K01", new_id, reserve_file=reserve, free_bytes_floor=0)
    accepted, gone_at, fault = [], None, ""
    try:
        while True:
            accepted.append(submit(store))
            if gone_at is None and not reserve.exists():
                gone_at = len(accepted) - 1
    except SystemFault as full:
        fault = full.code
    with store.read() as unit:
        found = sum(unit.applications.by_number(number) is not None for number in accepted)
        bad = verify_chain(unit.trail.rows())
    health = store.check()
    ballast.unlink()
    after = submit(store)
    with store.read() as unit:
        again = unit.applications.by_number(after) is not None
    print(
        json.dumps(
            {
                "accepted": len(accepted),
                "reserve_gone_at": gone_at,
                "fault": fault,
                "found": found,
                "integrity": health["integrity"],
                "chain": None if bad is None else bad.reason,
                "after_room": again,
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
