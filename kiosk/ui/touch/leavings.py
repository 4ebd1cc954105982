"""Keep the process small: bound what the allocator hoards, and give back what a sitting leaves."""

import ctypes
import gc
import linecache
import sys
from pathlib import Path

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""Parameters of mallopt(3) in glibc."""

_MADV_DONTNEED = 4
_READ_ONLY = ("r--p", "r--s")
_DATA = (".ttf", ".model")
"""Files that are only read: fonts, which Qt maps anew for each size, and handwriting's model."""

_LARGE = 512 * 1024
_SPARE = 8 * 1024 * 1024


def hoard_little() -> None:
    """Have glibc keep one arena and return large blocks at once; before threads are started.

    Left alone it learns from the first pages that are drawn to keep blocks up to 32 MB, and it
    gives each thread an arena of its own: after one sitting 40 MB are kept for nobody.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_TRIM_THRESHOLD, _SPARE)  # less would go to and from the system at every frame


def forget_sources() -> None:
    """Let go of the program's own text: PySide reads each imported module's and Python keeps it,
    some 25 MB that only tracebacks would want and read again."""
    linecache.clearcache()


def sweep() -> None:
    """Collect what nothing reaches and return free memory to the system, where glibc can."""
    forget_sources()
    gc.collect()
    if sys.platform == "linux":
        _let_go_of_pages()
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _let_go_of_pages() -> None:
    """Unmap what was read of fonts and models; it comes back from the file when it is wanted."""
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for line in Path("/proc/self/maps").read_text("utf-8", "replace").splitlines():
        place, rights, *_ = line.split(maxsplit=2)
        if rights in _READ_ONLY and line.endswith(_DATA):
            start, end = (int(number, 16) for number in place.split("-"))
            advise(start, end - start, _MADV_DONTNEED)
