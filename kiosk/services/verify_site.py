"""Build the page on which anyone can check a licence: files alone, for any server or none."""

import base64
import gzip
import hashlib
import json
import os
import re
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PAGE: Final = "V"
"""The folder that answers to the QR's address, ``HTTPS://HOST/V/#…``; the lists lie in it too."""

READER: Final = "reader.js"
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "en.js": ("en.js",),
    "pdf.js": ("digests.js", "cms.js", "licence_pdf.js", "check_pdf.js"),
    READER: ("scan.js", "reader/zxing_reader.js"),
}
"""What the page loads when it is needed, and what each is made of."""

_AS_THEY_ARE: Final = ("icon.svg", "icon.png", "manifest.webmanifest")
_SCRIPTS: Final = re.compile(r'(?:<script src="[^"]+"></script>\s*)+')
_SOURCE: Final = re.compile(r'src="([^"]+)"')
_STYLE: Final = '<link rel="stylesheet" href="verify.css">'
_ANCHOR: Final = '<script type="application/json" id="anchor">null</script>'
_POLICY: Final = "<!-- policy -->"
_AROUND: Final = re.compile(r" *([=<>!&|?:+*,;{}()\[\]]+) *")
_QUOTED: Final = re.compile(r"""("(?:[^"\\]|\\.)*"|`[^`]*`)""")
_IN_STYLE: Final = re.compile(r" ?([{};,]) ?|(?<=:) ")
_INDENTED: Final = re.compile(r"\n +")
_FORWARD: Final = 'location.replace("../V/" + location.hash);'


@dataclass(frozen=True, slots=True)
class Built:
    """The files written below the folder, with their sizes in bytes."""

    sizes: Mapping[str, int]


def build_site(source: Path, folder: Path, bundle: bytes, host: str) -> Built:
    """Write the site below ``folder``, each file whole or not at all; safe to repeat.

    ``source`` is ``resources/verify``, ``bundle`` the signed trust list that the page believes;
    its root is the anchor by which newer lists are judged. ``host`` is the one that the codes
    of this authority lead to. Raises OSError.
    """
    files = _page(source, bundle.strip(), host.lower())
    written: dict[str, int] = {}
    for name, content in files.items():
        _write(folder / PAGE / name, content)
        written[f"{PAGE}/{name}"] = len(content)
    small = folder / PAGE.lower()
    # Where upper and lower case are one, the folder is there already and answers to both.
    if not (small / "trust.json").exists():
        forward = _forward()
        _write(small / "index.html", forward)
        written[f"{PAGE.lower()}/index.html"] = len(forward)
    return Built(written)


def _page(source: Path, bundle: bytes, host: str) -> dict[str, bytes]:
    """Every file of the page, those first that others need."""
    files = {name: (source / name).read_bytes() for name in _AS_THEY_ARE}
    files["LICENCES.txt"] = (source / "reader" / "LICENCES.txt").read_bytes()
    for name, parts in _PARTS.items():
        files[name] = "\n".join(_script(source / part) for part in parts).encode()
    files[READER] += _packed(source / "reader" / "zxing_reader.wasm")
    files["trust.json"] = bundle
    files["index.html"] = _index(source, bundle, host)
    version = hashlib.sha256(b"".join(files.values())).hexdigest()[:12]
    files["sw.js"] = _script(source / "sw.js").replace("VERSION", version).encode()
    return files


def _packed(program: Path) -> bytes:
    packed = base64.b64encode(gzip.compress(program.read_bytes(), 9, mtime=0))
    return b'\nZhaoban.packedReader="' + packed + b'";\n'


def _index(source: Path, bundle: bytes, host: str) -> bytes:
    page = _INDENTED.sub("\n", (source / "index.html").read_text("utf-8"))
    style = _style((source / "verify.css").read_text("utf-8"))
    scripts = _SCRIPTS.search(page)
    if scripts is None:
        raise OSError(f"{source / 'index.html'}: its scripts are missing")
    script = "\n".join(_script(source / name) for name in _SOURCE.findall(scripts[0]))
    parts = json.loads(bundle)
    digest = hashlib.sha256(_octets(parts["root"])).hexdigest()
    anchor = {"root": digest, "host": host, "bundle": _unfolded(parts)}
    told = json.dumps(anchor, separators=(",", ":")).replace("<", "\\u003c")
    page = page.replace(scripts[0], f"<script>{script}</script>\n")
    page = page.replace(_STYLE, f"<style>{style}</style>")
    page = page.replace(_ANCHOR, _ANCHOR.replace("null", told))
    return page.replace(_POLICY, _policy(script, style)).encode()


def _unfolded(parts: dict[str, str]) -> str:
    """The bundle packed, its texts as they are: a list grows with each terminal's key."""
    plain = parts | {name: _octets(parts[name]).decode() for name in ("manifest", "trust")}
    told = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(told.encode(), 9)).decode()


def _octets(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _policy(script: str, style: str) -> str:
    """Content Security Policy Level 3: the inline parts by their hash, all else from here."""
    rules = (
        "default-src 'none'",
        f"script-src {_hash(script)} 'self' 'wasm-unsafe-eval'",
        f"style-src {_hash(style)}" if style else "style-src 'none'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _forward() -> bytes:
    """Sends ``/v/`` on to ``/V/`` with what follows ``#``, which never reaches a server."""
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"{_policy(_FORWARD, '')}"
        '<meta name="referrer" content="no-referrer"><title>查验营业执照</title></head>'
        f'<body><script>{_FORWARD}</script><a href="../V/">查验营业执照</a></body></html>\n'
    ).encode()


def _script(place: Path) -> str:
    """A script without comment lines and indentation; what is made elsewhere stays as it is."""
    text = place.read_text("utf-8")
    if place.parent.name == "reader":
        return text.strip()
    lines = (line.strip() for line in text.splitlines())
    return "".join(
        _tightened(line) + ("" if line[-1] in "{(,;" and "//" not in line else "\n")
        for line in lines
        if line and not line.startswith("//") and line != '"use strict";'
    )


def _tightened(line: str) -> str:
    """The line without the spaces around signs; one with a pattern in it stays as it is."""
    pieces = _QUOTED.split(line)
    if any("/" in piece or "'" in piece for piece in pieces[::2]):
        return line
    pieces[::2] = [_AROUND.sub(r"\1", piece) for piece in pieces[::2]]
    return "".join(pieces)


def _style(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return "".join(
        line if '"' in line else _IN_STYLE.sub(lambda found: found[1] or "", line)
        for line in lines
        if line and not line.startswith("/*")
    )


def _write(place: Path, content: bytes) -> None:
    fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}.new")
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
