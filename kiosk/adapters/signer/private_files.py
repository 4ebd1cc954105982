"""Files that only their owner may read, flushed to the disk before anybody relies on them."""

import os
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """A new folder of mode 0700, with those above it. Raises OSError when it is there."""
    folder.mkdir(mode=0o700, parents=True)


def write_private(place: Path, content: bytes) -> None:
    """A new file of mode 0600, flushed. Raises OSError when it is there."""
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make names in the folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
