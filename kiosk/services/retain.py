"""Delete what is due: expired drafts, old messages, personal data of ended applications."""

from dataclasses import astuple, dataclass
from datetime import datetime
from uuid import UUID

from kiosk.domain.retention import RetentionPolicy
from kiosk.domain.states import ApplicationState
from kiosk.ports import Clock, Store
from kiosk.services.record import record

_BATCH = 50


@dataclass(frozen=True, slots=True)
class RetentionCounts:
    """How many of each were deleted, or would be in a dry run."""

    drafts: int
    notices: int
    applications: int
    mobile_codes: int = 0
    carried_messages: int = 0

    def __add__(self, other: "RetentionCounts") -> "RetentionCounts":
        """Both together."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return RetentionCounts(*(mine + its for mine, its in pairs))

    @property
    def total(self) -> int:
        """All together."""
        codes = self.mobile_codes + self.carried_messages
        return self.drafts + self.notices + self.applications + codes


def retain(
    store: Store, clock: Clock, policy: RetentionPolicy, *, dry_run: bool = False
) -> RetentionCounts:
    """Delete what the policy says is due now, and note it in the trail.

    Erasing an application destroys its data key: its answers, facts, papers and notices can
    never be read again, while its number, state and hashes stay. Applications go in short
    transactions of their own, so that nobody waits; a run that was cut off is simply run
    again. A dry run changes nothing and writes nothing.
    """
    now = clock.now()
    due = _due_applications(store, policy, now)
    if not dry_run:
        for start in range(0, len(due), _BATCH):
            with store.write() as uow:
                at = clock.now()
                for application in due[start : start + _BATCH]:
                    uow.applications.erase(application.id)
                    record(
                        uow,
                        at,
                        "application_erased",
                        application.number,
                        state=application.state.value,
                    )
                uow.commit()
    with store.write() as uow:
        counts = RetentionCounts(
            drafts=uow.applications.delete_drafts(now),
            notices=uow.outbox.delete_sent(policy.notices_before(now)),
            applications=len(due),
            mobile_codes=uow.verifications.delete_before(policy.mobile_codes_before(now)),
            carried_messages=uow.messages.delete_before(policy.carried_messages_before(now)),
        )
        if not dry_run:
            record(
                uow,
                clock.now(),
                "retention_run",
                "",
                policy=policy.version,
                counts={
                    "drafts": counts.drafts,
                    "notices": counts.notices,
                    "applications": counts.applications,
                    "mobile_codes": counts.mobile_codes,
                    "carried_messages": counts.carried_messages,
                },
            )
            uow.commit()  # without it the deletions above are taken back: a dry run
    return counts


@dataclass(frozen=True, slots=True)
class _Due:
    """What is needed of an application to erase it; its answers are not held on to."""

    id: UUID
    number: str
    state: ApplicationState


def _due_applications(store: Store, policy: RetentionPolicy, now: datetime) -> list[_Due]:
    due: list[_Due] = []
    with store.read() as uow:
        for state in policy.applications:
            before = policy.applications_before(state, now)
            if before is None:
                continue
            for application in uow.applications.in_state(state):  # oldest first
                if application.submitted_at >= before:
                    break
                if application.answers:  # an erased one has none left
                    due.append(_Due(application.id, application.number, application.state))
    return due
