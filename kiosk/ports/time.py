"""The clock, and the maker of row keys."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID


class Clock(Protocol):
    """Tells the time; the only source of now."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


NewId = Callable[[], UUID]
"""Makes a UUIDv7 (RFC 9562), so that rows sort by time."""
