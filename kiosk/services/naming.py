"""The name an application asks for: its place in the register and what it meets there."""

from kiosk.domain.answers import Answers
from kiosk.domain.business_name import BusinessName, NameIndex
from kiosk.domain.gather import business_name_of
from kiosk.domain.gather import index_of as name_index_of
from kiosk.domain.names.conflict import Conflict, conflicts
from kiosk.domain.names.keys import search_keys
from kiosk.domain.path import effective
from kiosk.domain.records import Application
from kiosk.ports import UnitOfWork
from kiosk.services.house import House
from kiosk.services.name_rebuild import require_current_keys


def meant_by(house: House, application: Application) -> Answers:
    """The answers with the form's defaults, without what this citizen is not asked."""
    return effective(house.procedures[application.procedure].form, application.answers)


def name_of(house: House, answers: Answers) -> BusinessName | None:
    """The name the answers make, None when the business goes without (民法典 54)."""
    return business_name_of(answers, house.reference)


def index_of(house: House, answers: Answers) -> NameIndex | None:
    """The form in which the register would hold the name, None when there is none."""
    name = name_of(house, answers)
    if name is None or not name.brand:
        return None
    return name_index_of(name, answers, house.reference, house.names)


def comparison_area(house: House) -> str:
    """The area in which this authority's names are compared."""
    return house.reference.divisions.area_of(house.profile.division, house.today())


def meetings(
    house: House, uow: UnitOfWork, application: Application, index: NameIndex
) -> tuple[Conflict, ...]:
    """The registered names that the wanted one meets, seen by this transaction.

    Raises SystemFault ``register_keys_old`` when the register must be keyed anew first.
    """
    require_current_keys(house, uow)
    found = uow.register.similar(
        comparison_area(house), search_keys(index, house.names), house.today(), application.person
    )
    return conflicts(index, found, house.names)
