"""When a failed delivery is tried again, and when it is given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits that grow from ``first_seconds`` by ``factor`` up to ``most_seconds``.

    ``spread`` is the share of a wait by which it may be longer or shorter, so that many
    terminals do not knock at once; after ``attempts`` tries a message is a dead letter.
    """

    first_seconds: float
    factor: float
    most_seconds: float
    spread: float
    attempts: int

    def again_at(self, attempt: int, now: datetime, dice: float) -> datetime | None:
        """The instant of the next try after the failed ``attempt`` (from 1); None: give up.

        ``dice`` is a number from 0 to 1 that the caller rolled.
        """
        if attempt >= self.attempts:
            return None
        wait = self.first_seconds
        for _ in range(attempt - 1):
            wait = min(wait * self.factor, self.most_seconds)
        wait = min(wait, self.most_seconds) * (1 + self.spread * (2 * dice - 1))
        return now + timedelta(seconds=wait)

    def is_spent(self, attempt: int) -> bool:
        """Whether this try would be one more than is allowed."""
        return attempt > self.attempts
