"""What every view-model of the touch application gets to work with."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.services.house import House
from kiosk.ui.touch.look import Look
from kiosk.ui.touch.shelf import PaperShelf
from kiosk.ui.touch.work import Work

if TYPE_CHECKING:
    from kiosk.assembly import Services


@dataclass(frozen=True, slots=True)
class Touch:
    """The services, the look of the screen, the threads, and the papers that are shown."""

    services: "Services"
    look: Look
    work: Work
    shelf: PaperShelf = field(default_factory=PaperShelf)

    @property
    def house(self) -> House:
        """The house, for services that take it as their first argument."""
        return self.services.house
