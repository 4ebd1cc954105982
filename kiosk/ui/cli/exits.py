"""The exit codes, and the checks of options that several commands take.

A batch exits with the highest of its codes.
"""

import argparse

from kiosk.domain.shape import bad_character

DONE = 0
NEGATIVE = 1  # a negative answer
USE = 2  # cannot be read as input, or wrong use
FAULT = 3  # a fault of the system

_MOST = 10_000_000
_LONGEST_WORDS = 200


def how_many(text: str) -> int:
    """A number of things, from 1, as an option gives it."""
    if text.isdecimal() and len(text) <= 8 and 1 <= int(text) <= _MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"a number from 1 to {_MOST} is wanted")


def said(text: str) -> str:
    """Who decided, or why: visible words that the trail can keep."""
    words = text.strip()
    if words and len(words) <= _LONGEST_WORDS and not bad_character(words):
        return words
    raise argparse.ArgumentTypeError(f"1 to {_LONGEST_WORDS} visible characters are wanted")


def typed(text: str) -> str:
    """Any text that is Unicode; bytes of another encoding are no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("this is not UTF-8") from None
    return text
