"""What the register will hold of an approved application (登记事项 and 备案事项)."""

from datetime import date

from kiosk.domain.address import PremisesKind, address_of
from kiosk.domain.answers import Json
from kiosk.domain.capital import parse_capital
from kiosk.domain.credit_code import CreditCode
from kiosk.domain.problems import Problem
from kiosk.domain.records import Application, RegisterEntry
from kiosk.ports import SystemFault
from kiosk.services.house import House
from kiosk.services.naming import meant_by, name_of

_FILED = ("liaison.", "particulars.paper_licence", "particulars.copies", "business.online")


def entry_from(
    house: House, application: Application, code: CreditCode, day: date
) -> RegisterEntry:
    """The register entry of an application that the rules approved, registered on ``day``.

    Raises SystemFault ``scope_item_gone`` when another catalogue was put in force meanwhile
    that has not every item; the application stays approved.
    """
    answers = meant_by(house, application)
    reference = house.reference
    name = name_of(house, answers)
    items = answers.texts("scope.items")
    if gone := [text for text in items if reference.scope.get(text) is None]:
        raise SystemFault("scope_item_gone", gone[0])
    main = reference.scope.get(answers.text("scope.main") or items[0])
    amount = answers.get("particulars.capital")
    capital = parse_capital(amount) if isinstance(amount, (str, int, float)) else ""
    online_only = answers.text("premises.kind") == PremisesKind.PLATFORM
    filed: dict[str, Json] = {
        field_id: value for field_id, value in answers.items() if field_id.startswith(_FILED)
    }
    return RegisterEntry(
        credit_code=str(code),
        application_id=application.id,
        division=house.profile.division,
        name=name.full if name else "",
        composition=answers.text("particulars.composition"),
        scope_items=items,
        scope_text=reference.scope.licence_text(items, online_only=online_only),
        industry_class=main.industry_class if main else "",
        registered_on=day,
        proprietor=answers.text("proprietor.name"),
        proprietor_id=answers.text("proprietor.id_number"),
        home=answers.text("proprietor.home"),
        premises=address_of(answers, reference.divisions, reference.address_wording).text,
        premises_code=_deepest(answers.text("premises.village"), answers.text("premises.town"))
        or answers.text("premises.division")
        or house.profile.division,
        capital="" if isinstance(capital, Problem) else str(capital),
        family=tuple(str(m.get("name", "")) for m in answers.records("particulars.family_members")),
        filed=filed,
    )


def _deepest(*codes: str) -> str:
    return next((code for code in codes if code), "")
