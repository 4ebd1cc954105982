"""The present step's fields as a list that QML draws, in the language of the screen."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtQml import QmlElement

from kiosk.domain.answers import Answers, Json
from kiosk.domain.form import Field, Form, Kind, fields_of, holds
from kiosk.domain.path import value_of
from kiosk.domain.reference import Reference
from kiosk.ui.touch.qt import Property, QmlUncreatable

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_ROLES = (
    "fieldId", "kind", "label", "help", "value", "problem", "choices", "isRequired",
    "isPersonal", "longest", "least", "most", "offers", "members", "row",
)  # fmt: skip
_ASKED, _SETTLED, _SPARE = "asked", "settled", "spare"
_WHOLE = "row"
"""The role that is the row itself, for delegates that draw any kind."""

Role = IntEnum("Role", _ROLES, start=Qt.ItemDataRole.UserRole + 1)  # type: ignore[misc]

Row = dict[str, Any]


@QmlElement
@QmlUncreatable("the sitting has the fields")
class FieldsModel(QAbstractListModel):
    """One row a visible field; a row stays the same row while its field stays visible."""

    rowsChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @Property("QVariant", notify=rowsChanged)
    def byId(self) -> dict[str, Row]:
        """Each row by its field id, for pages made for what they ask."""
        return {row["fieldId"]: row for row in self._rows}

    @Property(int, notify=rowsChanged)
    def settledCount(self) -> int:
        """How many need no touch, since they or what they follow from have a default."""
        return sum(row["group"] == _SETTLED for row in self._rows)

    @Property(int, notify=rowsChanged)
    def spareCount(self) -> int:
        """How many may stay empty."""
        return sum(row["group"] == _SPARE for row in self._rows)

    @Property(bool, notify=rowsChanged)
    def spareGiven(self) -> bool:
        """Whether one that may stay empty was answered."""
        spare = (row for row in self._rows if row["group"] == _SPARE)
        return any(row["value"] is not None for row in spare)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many fields are visible."""
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        """The names QML reads."""
        return {int(role): QByteArray(role.name.encode()) for role in Role}

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:  # noqa: ANN401
        """One value of one field."""
        if not index.isValid() or role <= Qt.ItemDataRole.UserRole:
            return None
        row, name = self._rows[index.row()], Role(role).name
        return row if name == _WHOLE else row[name]

    def show(self, rows: list[Row]) -> None:
        """Show these, keeping the rows of fields that stay so that a typed one keeps its focus."""
        before = self._rows.copy()
        self._take(rows)
        if self._rows != before:
            self.rowsChanged.emit()

    def _take(self, rows: list[Row]) -> None:
        wanted = [row["fieldId"] for row in rows]
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place]["fieldId"] not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
        if [r["fieldId"] for r in self._rows] != [w for w in wanted if self._has(w)]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        for place, row in enumerate(rows):
            if not self._has(row["fieldId"]):
                self.beginInsertRows(QModelIndex(), place, place)
                self._rows.insert(place, row)
                self.endInsertRows()
            elif self._rows[place] != row:
                self._rows[place] = row
                where = self.index(place)
                self.dataChanged.emit(where, where)

    def _has(self, field_id: str) -> bool:
        return any(row["fieldId"] == field_id for row in self._rows)


def _group_of(item: Field, form: Form, is_required: bool) -> str:
    steps = ({one.id: one for one in step.fields} for step in form.steps)
    here = next((fields for fields in steps if item.id in fields), {})
    owners = [here[field_id] for field_id in fields_of(item.shown) if field_id in here]
    if any(one.default is not None for one in (item, *owners)):
        return _SETTLED
    return _ASKED if is_required else _SPARE


def row_of(
    item: Field,
    form: Form,
    answers: Answers,
    reference: Reference,
    language: str,
    problem: str = "",
    place: str = "",
) -> Row:
    """What QML needs to draw the field; ``choices`` are of ``{code, text}``.

    ``place`` tells which entry and member of a list the problem is about: ``[0].number``.
    ``isSettled`` says that the field has a default, so that nobody needs to touch it; its
    ``group`` is then ``settled``, as that of the fields that show when it is answered otherwise.
    The others are ``asked``, or ``spare`` when they may stay empty.
    """
    is_required = holds(item.required, lambda other: value_of(form, answers, other))
    return {
        "fieldId": item.id,
        "kind": item.kind.value,
        "label": item.label(language),
        "help": item.help(language),
        "value": value_of(form, answers, item.id) if form.field(item.id) else item.default,
        "problem": problem,
        "place": place,
        "choices": choices_of(item, form, answers, reference, language),
        "isRequired": is_required,
        "isSettled": item.default is not None,
        "group": _group_of(item, form, is_required),
        "isPersonal": item.personal,
        "longest": item.longest,
        "least": int(item.minimum or 0),
        "most": int(item.maximum or 0),
        "offers": list(item.offers),
        "members": [row_of(member, form, answers, reference, language) for member in item.members],
    }


def choices_of(
    item: Field, form: Form, answers: Answers, reference: Reference, language: str
) -> list[dict[str, Json]]:
    """What may be picked: the field's choices, or the places and nations that fit the answers."""
    divisions = reference.divisions
    if item.kind is Kind.TOWN:
        county = str(value_of(form, answers, "premises.division") or "")
        return [
            {"code": town.code, "text": town.name_en if language == "en" else town.name}
            for town in divisions.towns_of(county)
        ]
    if item.kind is Kind.VILLAGE:
        town = answers.text("premises.town")
        return [{"code": v.code, "text": v.name} for v in divisions.villages_of(town)]
    if item.kind is Kind.NATION:
        return [{"code": name, "text": name} for name in sorted(reference.nations)]
    if item.kind is Kind.SCOPE_ITEM:
        return [{"code": text, "text": text} for text in answers.texts("scope.items")]
    return [
        {"code": choice.code, "text": choice.labels.get(language) or choice.labels["zh"]}
        for choice in item.choices
    ]
