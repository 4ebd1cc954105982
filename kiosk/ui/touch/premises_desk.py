"""Where the citizen will work: the address as the licence will print it, and what its place is called."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.address import Address, PremisesKind, address_of
from kiosk.domain.answers import Answers
from kiosk.domain.form import Page
from kiosk.domain.path import effective
from kiosk.domain.premises import authority_of
from kiosk.services.doors import roads_worth_offering
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

DIVISION, KIND = "premises.division", "premises.kind"
TOWN, ROAD = "premises.town", "premises.road"
ONLINE = "business.online"


@QmlElement
@QmlSingleton
class PremisesDesk(QObject):
    """The live address; of its own it keeps only roads that many have."""

    changed = Signal()

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._kind = ""
        self._roads: Mapping[str, tuple[str, ...]] = {}
        self._remember()
        sitting.wiped.connect(self._remember)
        sitting.answersChanged.connect(self._follow)
        sitting.pageChanged.connect(self._arrive)

    @staticmethod
    def create(engine: QQmlEngine) -> "PremisesDesk":
        """The engine's own one."""
        return offered(engine, PremisesDesk)

    def _arrive(self) -> None:
        """Begin with the county whose authority this terminal serves."""
        if self._sitting.page != Page.PREMISES or self._sitting.form.field(DIVISION) is None:
            return
        if self._meant.text(DIVISION) == "":
            self._sitting.set_answers({DIVISION: self._touch.house.profile.division})

    def _remember(self) -> None:
        """Look up the roads worth offering before the next citizen comes, so that nobody waits."""

        def look_up() -> None:
            self._roads = roads_worth_offering(self._touch.house)

        self._touch.work.behind(look_up)

    def _follow(self) -> None:
        """Who takes a place on a platform does business online: that need not be asked again."""
        kind = self._sitting.answers.text(KIND)
        if kind != self._kind:
            self._kind = kind
            if kind == PremisesKind.PLATFORM and self._sitting.form.field(ONLINE) is not None:
                self._sitting.set_answers({ONLINE: True})
        self.changed.emit()

    @property
    def _meant(self) -> Answers:
        wizard = self._sitting.wizard
        return effective(wizard.form, wizard.answers) if wizard else Answers()

    @property
    def _address(self) -> Address:
        reference = self._touch.house.reference
        return address_of(self._meant, reference.divisions, reference.address_wording)

    @Property(str, notify=changed)
    def address(self) -> str:
        """The line of the licence, as far as it is known; empty before anything was said."""
        meant = self._meant
        said = [key for key in meant if key.startswith("premises.") and key != "premises.kind"]
        return self._address.text if said else ""

    @Property(bool, notify=changed)
    def isWhole(self) -> bool:
        """Whether somebody could find the door by it."""
        address = self._address
        return bool(address.town or address.shops) and not address.faults()

    @Property("QVariant", notify=changed)
    def roads(self) -> list[str]:
        """Roads of the town, one of which is likely meant; none once another was written."""
        road = self._meant.text(ROAD)
        if road and not any(road in roads for roads in self._roads.values()):
            return []
        return list(self._roads.get(self._meant.text(TOWN), ()))

    @Property(str, notify=changed)
    def authority(self) -> str:
        """Who registers in the county that was chosen."""
        reference = self._touch.house.reference
        return authority_of(self._meant.text(DIVISION), reference.divisions, reference.premises)

    @Property(str, notify=changed)
    def county(self) -> str:
        """The county's name."""
        return self._address.county

    @Property(str, notify=changed)
    def village(self) -> str:
        """The village's name, empty when none was given."""
        return self._address.village

    @Property(bool, notify=changed)
    def isElsewhere(self) -> bool:
        """Whether the county is not the one whose authority this terminal serves."""
        division = self._meant.text(DIVISION)
        return bool(division) and division != self._touch.house.profile.division
