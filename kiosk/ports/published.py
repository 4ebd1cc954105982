"""Where a verify site's files are published, and where they are kept."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was kept, and since when; None: it costs nothing to ask again."""

    content: bytes = field(repr=False)
    since: datetime | None


class Site(Protocol):
    """A verify site and the shelf for what it published."""

    def fetch(self, name: str) -> bytes | None:
        """The file as the site has it now, None when it cannot be had."""
        ...

    def kept(self, name: str) -> Kept | None:
        """The file as it was kept last."""
        ...

    def keep(self, name: str, content: bytes) -> None:
        """Keep it in the place of an earlier one; never raises."""
        ...
