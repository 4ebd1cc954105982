"""Every view-model of the application, made once and in the order in which they need each other."""

from PySide6.QtCore import QObject

from kiosk.ui.touch.card_desk import CardDesk
from kiosk.ui.touch.card_signing import CardSigning
from kiosk.ui.touch.checker import Checker
from kiosk.ui.touch.composer import Composer
from kiosk.ui.touch.draft_desk import DraftDesk
from kiosk.ui.touch.finder import Finder
from kiosk.ui.touch.hall import Hall
from kiosk.ui.touch.help_desk import HelpDesk
from kiosk.ui.touch.lookup import LOOKUP_PAGES, Lookup
from kiosk.ui.touch.mobile_desk import MobileDesk
from kiosk.ui.touch.name_desk import NameDesk
from kiosk.ui.touch.outcome import Outcome
from kiosk.ui.touch.premises_desk import PremisesDesk
from kiosk.ui.touch.preview import Preview
from kiosk.ui.touch.printing import PrintDesk
from kiosk.ui.touch.review_desk import ReviewDesk
from kiosk.ui.touch.sheet_desk import SheetDesk
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.staff_desk import StaffDesk
from kiosk.ui.touch.touch import Touch
from kiosk.ui.touch.trade_desk import TradeDesk
from kiosk.ui.touch.voice import Voice


def make_desks(touch: Touch) -> list[QObject]:
    """The objects that QML finds under their class names in module ``Zhaoban``."""
    sitting = Sitting(touch)
    finder = Finder(touch)
    name_desk = NameDesk(touch, sitting)
    composer = Composer(touch.services.engine, touch.services.handwriting, touch.look)
    sitting.on_wipe(composer.wipe)
    drafts = DraftDesk(touch, sitting)
    card_desk = CardDesk(touch, sitting, drafts)
    print_desk = PrintDesk(touch, sitting)
    outcome = Outcome(touch, sitting, print_desk)
    lookup = Lookup(touch, sitting, print_desk)
    staff_desk = StaffDesk(touch, sitting, print_desk)
    for page in LOOKUP_PAGES:
        card_desk.serve(page, lookup.look_with)
    return [
        touch.look,
        touch.work,
        sitting,
        composer,
        Hall(touch, sitting),
        finder,
        TradeDesk(touch, sitting, finder),
        PremisesDesk(touch, sitting),
        drafts,
        card_desk,
        print_desk,
        MobileDesk(touch, sitting),
        outcome,
        HelpDesk(touch, sitting, outcome),
        lookup,
        staff_desk,
        SheetDesk(touch, sitting, staff_desk),
        Checker(touch, sitting),
        Preview(touch, sitting),
        name_desk,
        ReviewDesk(touch, sitting, name_desk),
        CardSigning(touch, sitting, card_desk),
        Voice(touch, sitting),
    ]
