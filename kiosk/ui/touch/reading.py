"""What a page says when it is read out: its headings, its text and what its fields ask."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem

_SAID = frozenset(
    {
        QAccessible.Role.Heading,
        QAccessible.Role.StaticText,
        QAccessible.Role.Paragraph,
        QAccessible.Role.Note,
        QAccessible.Role.EditableText,
        QAccessible.Role.CheckBox,
        QAccessible.Role.SpinBox,
    }
)
"""Roles whose name is read, and nothing beneath them. Of a field that is its label, never its value."""

_MESSAGES = frozenset({QAccessible.Role.AlertMessage, QAccessible.Role.Dialog})
"""Roles that come and go while a page stands."""

_PASSED_OVER = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.Graphic,
        QAccessible.Role.ProgressBar,
        QAccessible.Role.ScrollBar,
        QAccessible.Role.Indicator,
    }
)
"""Roles that are not read, nor anything beneath them: a page is heard, its buttons are touched."""


def said_by(item: QQuickItem, *, personal_too: bool) -> list[str]:
    """The sentences of a page in the order of its items, none twice in a row.

    What is not visible is left out, and so is everything under an item whose property
    ``personal`` is true, unless ``personal_too``.
    """
    said: list[str] = []
    for text in _walk(item, personal_too):
        if not said or said[-1] != text:
            said.append(text)
    return said


def messages_of(item: QQuickItem, *, personal_too: bool) -> Iterator[list[str]]:
    """What each message and each sheet that shows says; those within a sheet come after it.

    Nothing personal, as in ``said_by``.
    """
    for one, _, role in _shown(item, personal_too):
        if role in _MESSAGES:
            said = said_by(one, personal_too=personal_too)
            if said:
                yield said


def name_and_state(item: QQuickItem, *, personal_too: bool) -> list[str]:
    """What a control is called, and what stands beside it: what a keyboard reached without eyes.

    Nothing of what lies under an item whose property ``personal`` is true, unless ``personal_too``.
    """
    above: QQuickItem | None = item
    while above is not None:
        if above.property("personal") is True and not personal_too:
            return []
        above = above.parentItem()
    found = QAccessible.queryAccessibleInterface(item)
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description) if found is not None else ()
    return [text for kind in kinds if (text := found.text(kind).strip())]


def _walk(item: QQuickItem, personal_too: bool) -> Iterator[str]:
    for _, found, role in _shown(item, personal_too):
        text = found.text(QAccessible.Text.Name).strip() if role in _SAID else ""
        if text:
            yield text


def _shown(
    item: QQuickItem, personal_too: bool
) -> Iterator[tuple[QQuickItem, QAccessibleInterface, QAccessible.Role]]:
    """The items that show and have a role, in their order; nothing beneath one that is read."""
    if not item.isVisible() or item.opacity() == 0:
        return
    if item.property("personal") is True and not personal_too:
        return
    found = QAccessible.queryAccessibleInterface(item)
    role = found.role() if found is not None else QAccessible.Role.NoRole
    if role in _PASSED_OVER:
        return
    if found is not None:
        yield item, found, role
    if role in _SAID:
        return
    for child in item.childItems():
        yield from _shown(child, personal_too)
