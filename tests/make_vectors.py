"""Writes the vectors of ``tests/data/credentials``; the same keys, the same bytes, every time."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from tests.vectors import broken, good, listed
from tests.vectors.newer import newer
from tests.vectors.tokens import tokens
from tests.vectors.trust import bundles, lists
from tests.vectors.world import TWINS, b64, key_id, public, seed

PLACE = Path(__file__).resolve().parent / "data" / "credentials"
NAMES = ("K01", "K02", "K03", "K04", "K05", "K06", "K07", *TWINS, "E01", "P01", "stranger")


def files() -> dict[str, str]:
    """Every file's name and text."""
    made = {
        f"vectors-{name}.json": _rows(vector.as_json() for make in makes for vector in make())
        for name, makes in {
            "good": (good.licences, good.specimens),
            "text": (broken.texts,),
            "encoding": (broken.encodings, broken.envelopes),
            "claims": (broken.contents,),
            "keys": (broken.keys,),
            "bits": (broken.turned_bits,),
            "status": (listed.statuses,),
        }.items()
    }
    made["trust-lists.json"] = _table(lists())
    made["status-lists.json"] = _table(
        {name: {"what": what, "token": b64(token)} for name, (what, token) in tokens().items()}
    )
    names = ("id", "what", "root", "bundle", "problem", "trust")
    made["trust-bundles.json"] = _rows(dict(zip(names, each, strict=True)) for each in bundles())
    made["newer.json"] = _rows(newer())
    made["keys.json"] = _table(
        {
            name: {"seed": b64(seed(name)), "public": b64(public(name)), "id": key_id(name).hex()}
            for name in NAMES
        }
    )
    return made


def _rows(rows: Iterable[object]) -> str:
    return "[\n" + ",\n".join(_line(row) for row in rows) + "\n]\n"


def _table(table: dict[str, object]) -> str:
    lines = (f"{_line(name)}:{_line(value)}" for name, value in table.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Write them all."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, default=PLACE)
    out = parser.parse_args().out
    for name, text in files().items():
        (out / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
