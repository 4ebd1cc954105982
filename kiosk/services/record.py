"""Write a row of the trail, after making sure it is documented and holds nothing personal."""

from datetime import datetime

from kiosk.domain.answers import Json
from kiosk.domain.events import NotForTheTrail, check_event
from kiosk.domain.records import TrailRow
from kiosk.ports import SystemFault, UnitOfWork


def record(uow: UnitOfWork, at: datetime, event: str, subject: str, **details: Json) -> TrailRow:
    """Append the event to this terminal's chain inside the caller's transaction.

    Raises SystemFault ``trail_refused`` for an undocumented event or detail and for a value
    that looks like an identity or a mobile number (its place is named, never the value), and
    ``clock_behind`` when ``at`` is before the last row.
    """
    try:
        known = check_event(event, subject, details)
    except NotForTheTrail as refusal:
        raise SystemFault("trail_refused", str(refusal)) from None
    return uow.trail.append(at, known.value, subject, details)
