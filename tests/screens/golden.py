"""Every page as it was accepted, in the design's four modes: take the pictures, compare them.

``python -m tests.screens.golden`` compares and tells which pages differ from what was accepted;
with ``--write`` what is seen is accepted. Names of modes or pages narrow it down.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.screens.likeness import Unlikeness, keep, shown, unlikeness

ROOT = Path(__file__).resolve().parents[2]
ACCEPTED = Path(__file__).parent / "golden"
MOST = 12_000_000
"""Bytes that all pictures together may have."""

NO_FONTS_BUT_OURS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <cachedir>{0}</cachedir>
  <match target="pattern">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
"""
"""Nor hinting: each release of FreeType moves the outlines of hinted letters another way."""


@dataclass(frozen=True)
class Mode:
    """A screen and what is switched on it."""

    size: str
    language: str = "zh"
    care: bool = False
    contrast: str = "standard"
    example: str = ""  # the settings example it is opened with


MODES = {
    "portrait": Mode("portrait"),
    "care": Mode("portrait", care=True),
    "landscape": Mode("landscape", language="en"),
    "dark": Mode("square", contrast="dark"),
}

OF_EXAMPLES = {
    "hall": Mode("portrait", example="hall"),
    "bank": Mode("portrait", example="bank-branch"),
}
"""Each settings example, with the pages of ``tests.screens.examples``."""

PAGES_OF_EXAMPLES = {"hall": ["attract"], "bank": ["attract", "account", "received"]}

PAGES = {
    "attract": "attract",
    "notice": "notice",
    "identify": "identify_waiting",
    "identify_read": "identify_read",
    "mobile": "mobile_number",
    "mobile_code": "mobile_code",
    "trade": "trade_chosen",
    "trade_search": "trade_empty",
    "premises": "premises_filled",
    "name": "name_free",
    "name_taken": "name_taken",
    "particulars": "fields",
    "review": "review_empty",
    "signature": "review_signed",
    "deciding": "deciding",
    "result_approved": "result_approved",
    "result_returned": "result_returned",
    "result_referred": "result_referred",
    "progress": "progress",
    "progress_found": "progress_found",
    "collect": "collect",
    "verify": "verify_empty",
    "help": "help_in_a_form",
    "out_of_service": "out_of_service",
    "staff": "staff_signing_in",
    "idle": "notice",
    "leave": "leave_sheet",
    "display": "display_sheet",
    "keyboard_pinyin": "name_empty",
    "keyboard_hand": "name_empty",
    "keyboard_digits": "premises_filled",
}
"""The picture's name, and the state of ``tests.screens.pages`` that it begins with."""


@dataclass(frozen=True)
class Difference:
    """A page that is not as accepted, and where its three pictures lie."""

    mode: str
    page: str
    unlike: Unlikeness | None  # None: none was accepted yet
    folder: Path

    def __str__(self) -> str:
        told = "was never accepted" if self.unlike is None else str(self.unlike)
        return f"{self.mode}/{self.page} {told}: {self.folder}/{self.page}.*.png"


HOW_TO_ACCEPT = (
    "Look at expected, actual and difference. If the new look is meant:\n"
    "  python -m tests.screens.golden --write {modes} {pages}"
)


def take(mode: str, pages: Collection[str], out: Path) -> None:
    """Leave OUT/mode/page.png of these pages, by a process with no fonts but the product's.

    Nothing of this machine shows: no system font, no time, no locale, no voice, no recogniser.
    All pages are walked through, so that a page's numbers do not depend on which are wanted.
    Raises CalledProcessError when the walk ends early.
    """
    with tempfile.TemporaryDirectory() as private:
        fonts = Path(private) / "fonts.conf"
        fonts.write_text(NO_FONTS_BUT_OURS.format(private), encoding="utf-8")
        surroundings = {
            "FONTCONFIG_FILE": str(fonts),
            "HOME": private,
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "QT_FONT_DPI": "96",
            "TZ": "UTC",
            "XDG_CACHE_HOME": private,
        }
        command = [sys.executable, "-m", "tests.screens.golden_walk", mode, ",".join(pages)]
        subprocess.run([*command, str(out)], cwd=ROOT, env=surroundings, check=True)


def compare(seen: Path, out: Path) -> list[Difference]:
    """Hold what was seen against what was accepted; of what differs leave three pictures."""
    found = []
    for place in sorted(seen.glob("*/*.png")):
        mode, page = place.parent.name, place.stem
        accepted = ACCEPTED / mode / place.name
        if not accepted.is_file():
            found.append(Difference(mode, page, None, _folder(out, mode)))
            shutil.copy(place, out / mode / f"{page}.actual.png")
            continue
        with Image.open(place) as one, Image.open(accepted) as other:
            actual, expected = one.convert("RGB"), other.convert("RGB")
        unlike = unlikeness(actual, expected)
        if unlike:
            folder = _folder(out, mode)
            actual.save(folder / f"{page}.actual.png")
            expected.save(folder / f"{page}.expected.png")
            shown(actual, unlike).save(folder / f"{page}.difference.png")
            found.append(Difference(mode, page, unlike, folder))
    return found


def accept(seen: Path) -> list[Path]:
    """Keep what was seen where it differs from what is kept; the pictures written."""
    written = []
    for place in sorted(seen.glob("*/*.png")):
        kept = ACCEPTED / place.parent.name / place.name
        with Image.open(place) as picture:
            actual = picture.convert("RGB")
        if kept.is_file():
            with Image.open(kept) as before:
                if not unlikeness(actual, before.convert("RGB")):
                    continue
        keep(actual, kept)
        written.append(kept)
    return written


def how_to_accept(differences: list[Difference]) -> str:
    """What to do about them."""
    modes = " ".join(dict.fromkeys(difference.mode for difference in differences))
    pages = " ".join(dict.fromkeys(difference.page for difference in differences))
    return HOW_TO_ACCEPT.format(modes=modes, pages=pages)


def _folder(out: Path, mode: str) -> Path:
    folder = out / mode
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main(arguments: list[str]) -> int:
    """Compare, or accept; 1 when something differs."""
    asked = argparse.ArgumentParser(prog="python -m tests.screens.golden", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="MODE|PAGE", help="only these")
    asked.add_argument("--write", action="store_true", help="accept what is seen")
    asked.add_argument("--out", type=Path, default=ROOT / "var/golden", help="for what differs")
    chosen = asked.parse_args(arguments)
    every = {mode: PAGES_OF_EXAMPLES.get(mode, list(PAGES)) for mode in (*MODES, *OF_EXAMPLES)}
    known = {page for pages in every.values() for page in pages}
    unknown = sorted({*chosen.names} - {*every} - known)
    if unknown:
        asked.error(f"no mode or page {', '.join(unknown)}")
    modes = [mode for mode in every if mode in chosen.names] or list(every)
    named = known.intersection(chosen.names) or known
    out: Path = chosen.out
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        with ThreadPoolExecutor(2) as walkers:
            list(
                walkers.map(
                    lambda mode: take(mode, [p for p in every[mode] if p in named], Path(folder)),
                    modes,
                )
            )
        if chosen.write:
            for place in accept(Path(folder)):
                print(place.relative_to(ROOT))
            return 0
        differences = compare(Path(folder), out)
    for difference in differences:
        print(difference)
    if differences:
        print(how_to_accept(differences))
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
