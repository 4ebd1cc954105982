"""The pick-up code finds an application; guessing it ends after a few tries, at whatever terminal."""

from kiosk.domain.problems import Problem
from kiosk.domain.records import Application
from kiosk.ports import UnitOfWork
from kiosk.services.collect import NotFound, Standing, code_fits, standing
from kiosk.services.house import House


def find_by_code(house: House, number: str, code: str) -> Standing | Problem:
    """Where the application stands, for who has its code. Raises NotFound.

    Every try is durable before it tells. Problems: ``lookup_not_open`` for a wrong code,
    ``lookup_card_needed`` after as many as the policy allows, right or wrong: then the
    proprietor's card alone shows it, until a slip brings a new code.
    """
    with house.store.write() as uow:
        known = uow.applications.by_number(number)
        if known is None:
            raise NotFound
        application = uow.applications.get(known.id)  # held: no other terminal counts meanwhile
        tries = _tries(uow, application)
        if tries >= house.verification.tries:
            return Problem("lookup_card_needed")
        fits = code_fits(house, application, code)
        uow.set_flag(_flag(application), None if fits else {"tries": tries + 1})
        uow.commit()
    return standing(house, number, code) if fits else Problem("lookup_not_open")


def forget_tries(uow: UnitOfWork, application: Application) -> None:
    """A new code may be tried anew."""
    uow.set_flag(_flag(application), None)


def _flag(application: Application) -> str:
    return f"pickup_tries:{application.number}"


def _tries(uow: UnitOfWork, application: Application) -> int:
    told = (uow.flag(_flag(application)) or {}).get("tries")
    return told if isinstance(told, int) else 0
