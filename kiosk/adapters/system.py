"""The machine's clock and its row keys."""

import secrets
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


class SystemClock:
    """Tells the machine's time; implements ports.Clock."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        return datetime.now(UTC)


def new_row_key() -> UUID:
    """A UUIDv7 (RFC 9562, 5.7): milliseconds since 1970, then 74 random bits."""
    value = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def time_is_kept() -> bool | None:
    """Whether the machine's clock follows a time server; None when nobody can tell."""
    return True if _SYNCHRONISED.exists() else None
