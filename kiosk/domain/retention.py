"""How long data may be kept, and the instant before which they are due for deletion."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.states import ApplicationState

KEPT_FOR_EVER = frozenset(
    {
        ApplicationState.DRAFT,
        ApplicationState.RECEIVED,
        ApplicationState.SUBMITTED,
        ApplicationState.APPROVED,
        ApplicationState.REFERRED,
        ApplicationState.ISSUED,
        ApplicationState.COLLECTED,
    }
)
"""States in which an application is open or belongs to the archive; none is ever erased."""


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    """The periods of ``retention.yaml``; ``applications`` by the state they ended in."""

    version: str
    drafts: timedelta
    kept_drafts: timedelta
    sent_notices: timedelta
    mobile_codes: timedelta
    carried_messages: timedelta
    applications: Mapping[ApplicationState, timedelta]

    def draft_expires(self, now: datetime, *, kept: bool) -> datetime:
        """Until when a draft saved now may be offered; ``kept``: by the citizen's choice."""
        return now + (self.kept_drafts if kept else self.drafts)

    def notices_before(self, now: datetime) -> datetime:
        """Messages sent before this instant are due."""
        return now - self.sent_notices

    def mobile_codes_before(self, now: datetime) -> datetime:
        """Codes sent to mobile numbers before this instant are due."""
        return now - self.mobile_codes

    def carried_messages_before(self, now: datetime) -> datetime:
        """What was handed to gateways before this instant is due to be forgotten."""
        return now - self.carried_messages

    def applications_before(self, state: ApplicationState, now: datetime) -> datetime | None:
        """Applications in this state submitted before the instant are due; None: never."""
        period = self.applications.get(state)
        return None if period is None or state in KEPT_FOR_EVER else now - period
