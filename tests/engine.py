"""The input engine of this checkout, loaded once, and what it offers."""

from functools import cache

from kiosk.catalogue.input import load_engine
from kiosk.domain.input.engine import Engine, Mode
from tests.desk import REFERENCE

TABLES = REFERENCE / "input"


@cache
def the_engine() -> Engine:
    """The engine over ``resources/reference/input``."""
    return load_engine(TABLES)


def offered(mode: Mode, code: str, most: int = 60) -> list[str]:
    """The texts of the candidates, the best first."""
    return [candidate.text for candidate in the_engine().candidates(mode, code, most=most)]
