"""The reference data that answers are judged against, in one hand."""

from dataclasses import dataclass

from kiosk.domain.address import AddressWording
from kiosk.domain.calendar import WorkingCalendar
from kiosk.domain.divisions import Divisions
from kiosk.domain.premises import PremisesPolicy
from kiosk.domain.scope import ScopeCatalogue
from kiosk.domain.trades import Trades


@dataclass(frozen=True, slots=True)
class Periods:
    """Periods that the law sets, in the unit of each name."""

    permit_days: int
    receipt_working_days: int
    bar_years: int


@dataclass(frozen=True, slots=True)
class Reference:
    """Divisions, scope items, working days, nations (民族), address wording, premises, periods, trades."""

    divisions: Divisions
    scope: ScopeCatalogue
    calendar: WorkingCalendar
    nations: frozenset[str]
    address_wording: AddressWording
    premises: PremisesPolicy
    periods: Periods
    trades: Trades
