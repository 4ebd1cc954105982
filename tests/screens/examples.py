"""The settings examples as they look: a kiosk with each, its devices and register emulated."""

import json
import tomllib
from collections.abc import Callable

from tests.screens.pages import SIGNATURE, STATES, Stand
from tests.screens.stage import RESOURCES
from tests.screens.standing import IDENTITY, MOBILE

EXAMPLES = RESOURCES.parent / "packaging/examples"
_NEEDS_A_PLACE = ("register", "branch", "sms", "card_reader", "printer", "voice")
"""Sections that name what stands in a hall; here their doubles do."""

_OF_THE_CARD = ("name", "id_type", "id_number", "id_valid_until")
APPOINTMENT = {
    **{f"proprietor.{name}": IDENTITY[f"proprietor.{name}"] for name in _OF_THE_CARD},
    **MOBILE,
    "account.kind": "basic",
    "business.name": "昆山市芃芮菀早餐店",
    "visit.branch": "first",
    "visit.day": "2026-12-18",
    "visit.part": "afternoon",
    "declarations.truth": True,
    "signature": SIGNATURE,
}


def settings_of(example: str) -> str:
    """The example's settings without what only a hall has, for a screen that stands still."""
    read = tomllib.loads((EXAMPLES / f"{example}.toml").read_text("utf-8"))
    kept = {name: value for name, value in read.items() if name not in _NEEDS_A_PLACE}
    if "procedures" in kept:
        kept["procedures"] = {**kept["procedures"], "folder": str(EXAMPLES / "procedures")}
    kept |= {"screen": {"reduced_motion": True}, "voice": {"kind": "silent"}}
    lines = [f"{key} = {_toml(value)}" for key, value in kept.items() if not _is_section(value)]
    for name, section in kept.items():
        if _is_section(section):
            lines += [f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in section.items())]
    return "\n".join(lines) + "\n"


def _is_section(value: object) -> bool:
    return isinstance(value, dict)


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _account(at: Stand, step: str) -> None:
    sitting = at.kiosk.sitting
    sitting.begin("account_opening")
    sitting.set_answers(APPOINTMENT)
    sitting.next()
    while sitting.stepId != step:
        sitting._move(sitting.wizard.forward())


def account(at: Stand) -> None:
    """What the bank's form asks."""
    _account(at, "account")


def visit(at: Stand) -> None:
    """When the citizen comes."""
    _account(at, "visit")


def received(at: Stand) -> None:
    """The appointment is with the bank."""
    _account(at, "review")
    at.kiosk.sitting.mobile_verified = True
    at.kiosk.sitting.began -= 71
    at.kiosk.sitting.open("deciding")
    at.kiosk.wait(lambda: at.kiosk.page == "result")


PICTURES: dict[str, dict[str, Callable[[Stand], None]]] = {
    "hall": {"attract": STATES["attract"].bring},
    "bank-branch": {
        "attract": STATES["attract"].bring,
        "account": account,
        "received": received,
    },
}
"""What is pictured of each example."""
