"""What a page says when it is read out: its headings, its text and what its fields ask."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem

_SAID = frozenset(
    {
        QAccessible.Role.Heading,
        QAccessible.Role.StaticText,
        QAccessible.Role.Paragraph,
        QAccessible.Role.AlertMessage,
        QAccessible.Role.Note,
        QAccessible.Role.EditableText,
        QAccessible.Role.CheckBox,
        QAccessible.Role.SpinBox,
    }
)
"""Roles whose name is read, and nothing beneath them. Of a field that is its label, never its value."""

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
    if not item.isVisible() or item.opacity() == 0:
        return
    if item.property("personal") is True and not personal_too:
        return
    found = QAccessible.queryAccessibleInterface(item)
    role = found.role() if found is not None else QAccessible.Role.NoRole
    if role in _PASSED_OVER:
        return
    if found is not None and role in _SAID:
        text = _name(found)
        if text:
            yield text
        return
    for child in item.childItems():
        yield from _walk(child, personal_too)


def _name(found: QAccessibleInterface) -> str:
    return found.text(QAccessible.Text.Name).strip()
