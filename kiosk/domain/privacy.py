"""What a citizen is told about personal information before any of it is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.form import Words
from kiosk.domain.wording import fill_in

PARAMETERS = frozenset(
    {
        "authority",
        "telephone",
        "hall",
        "draft_minutes",
        "kept_days",
        "returned_days",
        "refused_days",
    }
)
"""What the words of a notice may ask for."""


@dataclass(frozen=True, slots=True)
class PrivacyPoint:
    """One thing that is told; with ``for_holder_check`` only where a device compares faces."""

    id: str
    titles: Words
    words: Words
    for_holder_check: bool = False


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """The notice of a procedure (个人信息保护法 17), its words still with placeholders."""

    version: str
    unconfirmed: bool
    basis: str
    titles: Words
    leads: Words
    points: tuple[PrivacyPoint, ...]

    def told(
        self, language: str, params: Mapping[str, str], *, holder_check: bool
    ) -> tuple[tuple[str, str, str], ...]:
        """(id, title, words) of each point that applies here, with ``PARAMETERS`` filled in."""
        return tuple(
            (point.id, point.titles[language], fill_in(point.words[language], params))
            for point in self.points
            if holder_check or not point.for_holder_check
        )
