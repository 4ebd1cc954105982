"""The fonts that come with the product, lent to Qt so that every character has its shape."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase

_FILES = (
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Bold.ttf",
    "NotoSerifSC-Regular.ttf",
    "NotoSerifSC-Bold.ttf",
    "LXGWWenKai-Regular.ttf",
    "HanaMinB.ttf",
)


class FontMissing(Exception):
    """A font of the product cannot be read; the file's name is the argument."""


def add_fonts(resources: Path) -> None:
    """Add the product's fonts to the application: text, headings, documents, rare characters.

    Together they hold every ideograph of GB 18030-2022 level 3; Qt looks through them by itself
    when a family lacks a character. Needs a QGuiApplication. Raises FontMissing when one of them
    cannot be read.
    """
    for file in _FILES:
        if QFontDatabase.addApplicationFont(str(resources / "fonts" / file)) < 0:
            raise FontMissing(file)
