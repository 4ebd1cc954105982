"""Stand at a step of the form with some answers given, and names in the register to meet."""

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.keys import name_index
from kiosk.domain.records import NameClaim
from kiosk.domain.states import ClaimState
from tests.screens.at_kiosk import CARD, AtKiosk

IDENTITY = {
    "proprietor.name": CARD["name"],
    "proprietor.id_type": "resident",
    "proprietor.id_number": CARD["number"],
    "proprietor.id_valid_until": "2036-06-07",
    "proprietor.nation": "汉族",
    "proprietor.home": CARD["address"],
}
MOBILE = {"proprietor.mobile": "15400012345"}
TRADE = {"scope.items": ["餐饮服务"]}
PREMISES = {"premises.town": "320583100", "premises.road": "示例路", "premises.number": "18"}
NAME = {"name.brand": "芃芮菀", "name.industry": "早餐", "name.organisation_form": "店"}
PARTICULARS = {
    "particulars.composition": "individual",
    "particulars.capital": "5",
    "proprietor.education": "senior",
    "proprietor.politics": "masses",
    "proprietor.employment": "farmer",
}
BEFORE_NAME = {**IDENTITY, **MOBILE, **TRADE, **PREMISES}
COMPLETE = {**BEFORE_NAME, **NAME, **PARTICULARS}


def stand_at(kiosk: AtKiosk, page: str, answers: dict[str, object]) -> None:
    """Open the form, give the answers, and go to the step that shows the page."""
    step_to(kiosk, page, answers)
    kiosk.come_to(page)


def step_to(kiosk: AtKiosk, page: str, answers: dict[str, object]) -> None:
    """The same, without waiting until the page stands still."""
    sitting = kiosk.sitting
    sitting.wipe()
    sitting.begin("establishment")
    sitting.set_answers(answers)
    sitting.next()
    while sitting.page != page:
        sitting._move(sitting.wizard.forward())


def take_name(kiosk: AtKiosk, brand: str, industry: str = "早餐", form: str = "店") -> str:
    """Have the name stand in the register, once; the whole name."""
    house = kiosk.services.house
    name = BusinessName("昆山市", brand, industry, form)
    index = name_index(name, house.names)
    with house.store.write() as uow:
        known = uow.register.similar("3205", index.keys, house.today(), "")
        if not any(one.index.name == index.name for one in known):
            uow.register.claim(NameClaim(house.new_id(), "3205", index, ClaimState.REGISTERED))
            uow.commit()
    return name.full
