"""What somebody who was given a licence comes back for, and what the kiosk then shows and notes."""

from kiosk.domain.states import ApplicationState
from kiosk.ui.touch.outcome import Outcome
from tests.screens.at_kiosk import AtKiosk
from tests.screens.pages import Stand


def given(at: Stand) -> dict[str, str]:
    """A licence that somebody is given there."""
    outcome = at.kiosk.desk(Outcome)
    at.decide()
    told = {
        "number": outcome.number,
        "code": outcome.creditCode,
        "pickup": outcome.pickupCode,
        "name": outcome.name,
    }
    with at.kiosk.services.house.store.read() as uow:
        told["qr"] = uow.licences.get(told["code"]).credential
    at.leave()
    return told


def open_(kiosk: AtKiosk, errand: str) -> None:
    kiosk.tap(f"open_{errand}")
    kiosk.come_to(errand)


def text(kiosk: AtKiosk, name: str) -> str:
    return str(kiosk.find(name).property("text")) if kiosk.has(name) else ""


def said(kiosk: AtKiosk) -> str:
    shown = (item for item in kiosk.items() if item.isVisible())
    return "\n".join(str(item.property("text") or "") for item in shown)


def state(kiosk: AtKiosk, number: str) -> ApplicationState:
    with kiosk.services.house.store.read() as uow:
        return uow.applications.by_number(number).state


def trail(kiosk: AtKiosk) -> list[tuple[str, dict[str, str]]]:
    with kiosk.services.house.store.read() as uow:
        return [(row.event, dict(row.details)) for row in uow.trail.rows()]
