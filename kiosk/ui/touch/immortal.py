"""Keep ``None``, ``True`` and ``False`` alive: PySide6 6.12 hands them out uncounted.

Every call into Qt that returns nothing lowers the reference count of ``None`` by one, every
``emit`` that of ``True``; after some thousands of them Python 3.11 ends the process ("deallocating
None"). From Python 3.12 on they are not counted (PEP 683), and this module does nothing.
"""

import ctypes
import sys

_OUT_OF_REACH = 1 << (ctypes.sizeof(ctypes.c_ssize_t) * 8 - 4)


def keep_singletons() -> None:
    """Raise their counts so far that no running time brings them down again."""
    if sys.version_info >= (3, 12):
        return
    for one in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(one))  # CPython: an object begins with its count
        if count.value < _OUT_OF_REACH:
            count.value += _OUT_OF_REACH
