"""The exit codes; a batch exits with the highest of its codes."""

import argparse

DONE = 0
NEGATIVE = 1  # a negative answer
USE = 2  # cannot be read as input, or wrong use
FAULT = 3  # a fault of the system

_MOST = 1_000_000


def how_many(text: str) -> int:
    """A number of things, from 1, as an option gives it."""
    if text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= _MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"a number from 1 to {_MOST} is wanted")
