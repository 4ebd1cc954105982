"""What an official may do by name and ground: pause approval, suspend, revoke, reinstate."""

from datetime import date, timedelta

from kiosk.domain.records import StatusChange
from kiosk.domain.states import LicenceStatus
from kiosk.ports import UnitOfWork
from kiosk.services.bar import bar
from kiosk.services.house import House
from kiosk.services.notify import queue_notice
from kiosk.services.record import record

PAUSE_FLAG = "approval_paused"

_ALLOWED: dict[LicenceStatus, frozenset[LicenceStatus]] = {
    LicenceStatus.VALID: frozenset({LicenceStatus.SUSPENDED, LicenceStatus.REVOKED}),
    LicenceStatus.SUSPENDED: frozenset({LicenceStatus.VALID, LicenceStatus.REVOKED}),
    LicenceStatus.REVOKED: frozenset(),
    LicenceStatus.CANCELLED: frozenset(),
}

_EVENTS = {
    LicenceStatus.SUSPENDED: "licence_suspended",
    LicenceStatus.REVOKED: "licence_revoked",
    LicenceStatus.VALID: "licence_reinstated",
}


class NoSuchLicence(Exception):
    """The register holds no licence under this code."""


class StatusNotAllowed(Exception):
    """The licence cannot go from its present status to the wanted one."""

    def __init__(self, present: LicenceStatus) -> None:
        super().__init__(present.value)
        self.present = present


def is_paused(uow: UnitOfWork) -> bool:
    """Whether automatic approval is paused; every application is then referred."""
    return uow.flag(PAUSE_FLAG) is not None


def pause_approval(house: House, by: str, ground: str) -> bool:
    """Stop automatic approval; False when it is stopped already."""
    return _set_pause(house, by, ground, paused=True)


def resume_approval(house: House, by: str, ground: str) -> bool:
    """Let the rules approve again; False when nothing was paused."""
    return _set_pause(house, by, ground, paused=False)


def _set_pause(house: House, by: str, ground: str, *, paused: bool) -> bool:
    with house.store.write() as uow:
        if is_paused(uow) == paused:
            return False
        now = house.clock.now()
        uow.set_flag(
            PAUSE_FLAG, {"by": by, "ground": ground, "at": now.isoformat()} if paused else None
        )
        event = "rules_paused" if paused else "rules_resumed"
        record(uow, now, event, "", by=by, ground=ground)
        uow.commit()
    return True


def change_licence_status(
    house: House,
    credit_code: str,
    to: LicenceStatus,
    by: str,
    ground: str,
    *,
    false_registration: bool = False,
) -> LicenceStatus:
    """Suspend, revoke or reinstate; returns the status before.

    Revoking a false registration bars the proprietor for the years of 条例 40.

    Raises NoSuchLicence or StatusNotAllowed. The change, its trail row and the notice to the
    proprietor are one transaction.
    """
    with house.store.write() as uow:
        licence = uow.licences.get(credit_code)
        if licence is None:
            raise NoSuchLicence
        if to not in _ALLOWED[licence.status]:
            raise StatusNotAllowed(licence.status)
        now = house.clock.now()
        uow.licences.change_status(StatusChange(credit_code, to, now, by, ground))
        record(uow, now, _EVENTS[to], credit_code, by=by, ground=ground)
        application = uow.applications.get(licence.application_id)
        if to is LicenceStatus.REVOKED and false_registration:
            bar(
                house,
                uow,
                application.person,
                _years_later(house.day_of(now), house.reference.periods.bar_years),
            )
            record(uow, now, "persons_barred", credit_code, rows=1, by=by)
        if to is not LicenceStatus.VALID:
            queue_notice(house, uow, application, to.value, {"credit_code": credit_code})
        uow.commit()
        return licence.status


def _years_later(day: date, years: int) -> date:
    """The same day that many years on; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year + years)
