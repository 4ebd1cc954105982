"""The licence as it fills in beside the form: what it says now, and what this step writes."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.catalogue.documents import DocumentDesign
from kiosk.domain.wizard import Wizard
from kiosk.services.preview import LicencePreview, PreviewLine, preview, written_by
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Preview(QObject):
    """The live licence; it holds nothing once the sitting is over."""

    changed = Signal()

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._now: LicencePreview | None = None
        self._of: Wizard | None = None
        self._lit: frozenset[str] = frozenset()
        sitting.on_wipe(self._forget)
        sitting.answersChanged.connect(self._look_again)
        sitting.pageChanged.connect(self._look_again)

    @staticmethod
    def create(engine: QQmlEngine) -> "Preview":
        """The engine's own one."""
        return offered(engine, Preview)

    def _forget(self) -> None:
        self._now, self._of, self._lit = None, None, frozenset()
        self.changed.emit()

    def _look_again(self) -> None:
        wizard = self._sitting.wizard
        if wizard is None or wizard is self._of or not wizard.form.gives_licence:
            return
        self._of = wizard
        now = preview(self._touch.house, wizard.form.procedure, self._sitting.answers)
        lit = written_by(frozenset(item.id for item in wizard.step.fields))
        if (now, lit) != (self._now, self._lit):
            self._now, self._lit = now, lit
            self.changed.emit()

    @property
    def _design(self) -> DocumentDesign:
        procedures = self._touch.house.procedures
        wizard = self._sitting.wizard
        if wizard is not None:
            return procedures[wizard.form.procedure].design
        return next(iter(procedures.values())).design

    def _rows(self, lines: tuple[PreviewLine, ...]) -> list[dict[str, Any]]:
        return [
            {
                "key": line.key,
                "label": line.label,
                "before": line.before,
                "brand": line.brand,
                "after": line.after,
                "text": line.text,
                "waiting": line.waiting,
                "lit": line.key in self._lit,
            }
            for line in lines
        ]

    @Property("QVariant", notify=changed)
    def left(self) -> list[dict[str, Any]]:
        """The left column's lines: ``key label before brand after text waiting lit``."""
        return self._rows(self._now.left) if self._now else []

    @Property("QVariant", notify=changed)
    def right(self) -> list[dict[str, Any]]:
        """The right column's lines, as the left one's."""
        return self._rows(self._now.right) if self._now else []

    @Property(str, notify=changed)
    def reading(self) -> str:
        """The lines that are known, one under another, for whoever listens."""
        lines = self._now.lines if self._now else ()
        return "\n".join(f"{line.label} {line.text}" for line in lines if line.text)

    @Property("QVariant", notify=changed)
    def words(self) -> dict[str, str]:
        """The fixed words of the sheet: ``title subtitle code authorityLabel authority mark``."""
        words = self._design.words
        now = self._now
        return {
            "title": words.title,
            "subtitle": words.copy_subtitle,
            "code": words.code_label,
            "authorityLabel": words.authority_label,
            "authority": now.authority if now else "",
            "mark": self._design.specimen.words if now and now.specimen else "",
        }

    @Property("QVariant", constant=True)
    def colours(self) -> dict[str, str]:
        """The document's colours by their names in ``document.yaml``."""
        colours: dict[str, str] = self._design.colours.model_dump()
        return colours
