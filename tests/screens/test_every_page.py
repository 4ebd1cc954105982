"""Every page in every state, on every screen, in both languages and every look: nothing clipped,
nothing over anything else, targets large, apart and where they can be reached, and every control
has a name, a role and an action; nothing personal would be said aloud."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.screens.geometry import at_rest, faults, in_sight, targets
from tests.screens.pages import GROUPS, STATES, Stand, stand
from tests.screens.stage import EVERY_LOOK, SCREENS, SIZES
from tests.screens.told import controls, nameless, overheard

KEYS = ("key_", "candidate_", "act_", "way_")


@dataclass(frozen=True)
class Worn:
    """One look of the screen."""

    language: str
    text_size: float = 1.0
    care: bool = False
    reach: bool = False

    def put_on(self, at: Stand) -> None:
        """Switch the kiosk to it where it stands, everything at once."""
        look = at.kiosk.sitting.touch.look
        look._care, look._reach = self.care, self.reach
        look._text_size = 1.4 if self.care else self.text_size
        look._contrast = "strong" if self.care else "standard"
        if look.language == self.language:
            look.changed.emit()
        look.setLanguage(self.language)
        at.kiosk.settle(25)


def worn() -> list[Worn]:
    """Text sizes one after the other, then care mode and wheelchair reach, in both languages.

    But for ``make looks`` the largest text and the care mode alone.
    """
    every = [
        look
        for language in ("zh", "en")
        for look in (
            *(Worn(language, size) for size in (1.0, 1.2, 1.4, 1.6)),
            Worn(language, care=True),
            Worn(language, 1.2, reach=True),
        )
    ]
    return every if EVERY_LOOK else [look for look in every if look.care or look.text_size == 1.6]


@pytest.fixture(scope="module", params=SCREENS)
def at(request, theatre, tmp_path_factory) -> Iterator[Stand]:
    """A kiosk of each size."""
    with stand(tmp_path_factory.mktemp("every"), SIZES[request.param]) as opened:
        yield opened


def findings(at: Stand) -> list[str]:
    """Everything that is wrong with what shows."""
    kiosk = at.kiosk
    theme = kiosk.shown.engine.singletonInstance("Kit", "Theme")
    keys = {i for i in kiosk.items() if i.objectName().startswith(KEYS)}
    least, apart = theme.property("target"), theme.property("gap")
    found = faults(kiosk, least, apart, keys)
    if not theme.property("low"):
        return found
    return found + [
        f"out of reach: {target.objectName()}"
        for target in targets(kiosk)
        if not in_sight(target).isEmpty() and in_sight(target).top() < theme.property("reachTop")
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_is_wrong_with_any_page(at, group):
    found = []
    for name, state in STATES.items():
        if state.group != group:
            continue
        at.show(name)
        nameless_here = [fault for item in controls(at.kiosk) if (fault := nameless(item))]
        found += [f"{name}: {fault}" for fault in (*nameless_here, *overheard(at.kiosk))]
        for look in worn():
            look.put_on(at)
            found += [
                f"{name} {look}: {finding}" for finding in at_rest(at.kiosk, lambda: findings(at))
            ]

    assert found == [], "\n" + "\n".join(found)
