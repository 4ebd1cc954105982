"""Writes LICENCES.txt and sbom.cdx.json (CycloneDX 1.5) of all that a package bundles."""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import TypeAlias

Part: TypeAlias = dict[str, object]

FOREWORD = """What this package bundles, and under which licences

The program itself is GPL-3.0-or-later; the texts of GPL and LGPL, versions 2 to 3, stand on Debian in
/usr/share/common-licenses/. Qt comes in PySide6 under the LGPL, version 3: its libraries are files of
their own, which may be replaced. What Qt itself holds of others (FreeType, HarfBuzz, libpng, PCRE2 and
more) is listed at https://doc.qt.io/qt-6/licenses-used-in-qt.html. Zinnia and its model for handwriting
are packages of Debian's own, with their own notices.
"""


def licence_of(part: Distribution) -> str:
    """The licence as the part's own metadata say it."""
    meta = part.metadata
    told = meta.get("License-Expression") or (meta.get("License") or "").split("\n")[0]
    classes = [
        c.split(" :: ")[-1] for c in meta.get_all("Classifier") or () if c.startswith("License")
    ]
    return told or ", ".join(classes) or "see its files"


def component(kind: str, name: str, version: str, licence: str, **more: object) -> Part:
    """One part, as CycloneDX writes it."""
    named: Part = {"type": kind, "name": name}
    if version:
        named["version"] = version
    return {**named, **more, "licenses": [{"license": {"name": licence}}]}


def packages(parts: list[Distribution]) -> Iterator[Part]:
    """The Python packages, and Qt within PySide6."""
    for part in parts:
        purl = f"pkg:pypi/{part.name.lower()}@{part.version}"
        kind = "application" if part.name == "zhaoban" else "library"
        yield component(kind, part.name, part.version, licence_of(part), purl=purl)
        if part.name.lower() == "pyside6_essentials":
            yield component("framework", "Qt", part.version, "LGPL-3.0-only")


def fonts(listed: str) -> Iterator[Part]:
    """Fonts and colour profile, by the table in which resources/fonts tells their origin."""
    for row in re.findall(
        r"(?m)^\| (\S+) \| (.+?) \| .+? \| (.+?) \| `([0-9a-f]{64})` \|$", listed
    ):
        file, what, licence, digest = row
        version = re.search(r"\d+(?:\.\d+)+|\b\d{4}-\d\d-\d\d\b", what)
        hashes = [{"alg": "SHA-256", "content": digest}]
        name = Path(file).name
        yield component("file", name, version[0] if version else "", licence, hashes=hashes)


def reader(told: str) -> Iterator[Part]:
    """The QR reader of the verify page, and what it was made of."""
    found = re.search(r"of zxing-wasm (\S+), unchanged", told)
    if found is None:
        raise SystemExit("resources/verify/reader/LICENCES.txt does not tell its version")
    version = found[1]
    purl = f"pkg:npm/zxing-wasm@{version}"
    yield component("library", "zxing-wasm", version, "MIT", purl=purl)
    yield component("library", "ZXing-C++", "", "Apache-2.0")


def write(lib: Path, target: Path) -> None:
    """Both files, the parts in order of their names."""
    parts = sorted(distributions(path=[str(lib)]), key=lambda part: part.name.lower())
    data = lib / "kiosk" / "_data" / "resources"
    components = [
        *packages(parts),
        *fonts((data / "fonts" / "LICENCES.md").read_text("utf-8")),
        *reader((data / "verify" / "reader" / "LICENCES.txt").read_text("utf-8")),
    ]
    chapters = [FOREWORD]
    for part in components:
        [told] = part["licenses"]  # type: ignore[misc, attr-defined]
        chapters.append(f"{part['name']} {part.get('version', '')}: {told['license']['name']}")
    texts = [p for d in sorted(lib.glob("*.dist-info")) for p in sorted(d.rglob("*"))]
    texts = [
        p
        for p in texts
        if p.is_file() and p.name.upper().startswith(("LICEN", "COPYING", "NOTICE"))
    ]
    texts += sorted(p for p in (lib / "kiosk" / "_data").rglob("LICEN*") if p.is_file())
    for text in texts:
        chapters += [
            "",
            "=" * 78,
            str(text.relative_to(lib)),
            "",
            text.read_text("utf-8", "replace"),
        ]
    (target / "LICENCES.txt").write_text("\n".join(chapters), "utf-8")
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components}
    (target / "sbom.cdx.json").write_text(
        json.dumps(bom, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
