"""The name an application asks for: its parts, its place in the register, what it meets there."""

from kiosk.domain.answers import Answers
from kiosk.domain.business_name import BusinessName, NameIndex
from kiosk.domain.names.conflict import Conflict, conflicts
from kiosk.domain.names.keys import name_index, search_keys
from kiosk.domain.names.normalise import normalise
from kiosk.domain.path import effective
from kiosk.domain.records import Application
from kiosk.ports import UnitOfWork
from kiosk.services.house import House


def name_of(house: House, answers: Answers) -> BusinessName | None:
    """The name the answers make, None when the business goes without (民法典 54)."""
    if answers.flag("name.none") or not answers.text("name.brand"):
        return None
    return BusinessName(
        division=house.reference.divisions.name_of(house.profile.division),
        place=normalise(answers.text("name.place")),
        brand=normalise(answers.text("name.brand")),
        industry=normalise(answers.text("name.industry")),
        organisation_form=normalise(answers.text("name.organisation_form")),
    )


def index_of(house: House, application: Application) -> NameIndex | None:
    """The form in which the register would hold the name, None when there is none."""
    form = house.procedures[application.procedure].form
    answers = effective(form, application.answers)
    name = name_of(house, answers)
    if name is None:
        return None
    items = answers.texts("scope.items")
    main = house.reference.scope.get(answers.text("scope.main") or (items[0] if items else ""))
    return name_index(name, house.names, main.industry_class if main else "")


def comparison_area(house: House) -> str:
    """The area in which this authority's names are compared."""
    return house.reference.divisions.area_of(house.profile.division, house.today())


def meetings(
    house: House, uow: UnitOfWork, application: Application, index: NameIndex
) -> tuple[Conflict, ...]:
    """The registered names that the wanted one meets, seen by this transaction."""
    found = uow.register.similar(
        comparison_area(house), search_keys(index), house.today(), application.person
    )
    return conflicts(index, found, house.names)
