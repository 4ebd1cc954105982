"""Asks the kernel whether a time service keeps its clock."""

import ctypes
import sys

_STRUCT_BYTES = 1024  # more than struct timex on any architecture
_TIME_ERROR = 5


def is_synchronised() -> bool | None:
    """Whether the kernel's clock is kept by a time service; None where it cannot be asked.

    Linux ``adjtimex(2)`` with modes 0, which only reads.
    """
    if not sys.platform.startswith("linux"):
        return None
    try:
        state = ctypes.CDLL(None, use_errno=True).adjtimex(
            ctypes.create_string_buffer(_STRUCT_BYTES)
        )
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != _TIME_ERROR
