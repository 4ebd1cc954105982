"""What a page tells whoever does not see it: names and roles of its controls, and its voice."""

from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtQuick import QQuickItem

from kiosk.ui.touch.outcome import Outcome
from kiosk.ui.touch.voice import Voice
from tests.screens.at_kiosk import CARD, AtKiosk
from tests.screens.standing import MOBILE

PRESSED = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ListItem,
    }
)


def nameless(item: QQuickItem) -> str:
    """What is wrong with how a control is told to a screen reader; empty when nothing is."""
    what = item.objectName() or item.metaObject().className()
    found = QAccessible.queryAccessibleInterface(item)
    if found is None:
        return f"{what}: not told at all"
    role, name = found.role(), found.text(QAccessible.Text.Name).strip()
    if not name:
        return f"{what}: no name"
    if item.inherits("QQuickTextInput"):
        return "" if role is QAccessible.Role.EditableText else f"{what}: {role}"
    if role not in PRESSED:
        return f"{what}: {role}"
    actions = found.actionInterface().actionNames()
    return "" if QAccessibleActionInterface.pressAction() in actions else f"{what}: no press"


def controls(kiosk: AtKiosk) -> list[QQuickItem]:
    """Everything that can be pressed or written in now."""
    kinds = ("QQuickAbstractButton", "QQuickTextInput")
    return [
        item
        for item in kiosk.items()
        if item.isVisible()
        and item.isEnabled()
        and (
            any(item.inherits(kind) for kind in kinds)
            or item.objectName().startswith(("key_", "candidate_"))
        )
    ]


def overheard(kiosk: AtKiosk) -> list[str]:
    """What the voice would say of what shows and must not, or that it would say nothing."""
    said = kiosk.desk(Voice).words_of(kiosk.window.contentItem())
    told = "".join("".join(said).split())
    secrets = [CARD["name"], CARD["number"], CARD["address"], MOBILE["proprietor.mobile"]]
    secrets += [code for code in (kiosk.desk(Outcome).pickupCode, "**") if code]
    found = [f"says {one}" for one in secrets if one in told]
    return found if told else [*found, "says nothing"]
