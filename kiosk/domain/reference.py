"""The reference data that answers are judged against, in one hand."""

from dataclasses import dataclass

from kiosk.domain.address import AddressWording
from kiosk.domain.calendar import WorkingCalendar
from kiosk.domain.divisions import Divisions
from kiosk.domain.scope import ScopeCatalogue


@dataclass(frozen=True, slots=True)
class Reference:
    """Divisions, scope items, working days, nations (民族) and how addresses are written."""

    divisions: Divisions
    scope: ScopeCatalogue
    calendar: WorkingCalendar
    nations: frozenset[str]
    address_wording: AddressWording
