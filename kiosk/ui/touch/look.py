"""How the screen looks for whoever stands before it: care mode, contrast, text size, language."""

from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.settings import BrandingSettings
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

TEXT_SIZES = (1.0, 1.2, 1.4, 1.6)
CONTRASTS = ("standard", "strong", "dark")
LANGUAGES = ("zh", "en")
_CARE_TEXT_SIZE = 1.4
_CARE_CONTRAST = "strong"


@QmlElement
@QmlSingleton
class Look(QObject):
    """Every switch of the interface. ``changed`` follows any of them; ``reset`` ends a sitting."""

    changed = Signal()
    languageChanged = Signal()

    def __init__(
        self,
        *,
        language: Literal["zh", "en"] = "zh",
        mm_per_px: float = 0.248,
        reduced_motion: bool = False,
        branding: BrandingSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._home_language = language
        self._mm_per_px = mm_per_px
        self._home_reduced_motion = reduced_motion
        self._branding = branding or BrandingSettings()
        self._set_defaults()

    @staticmethod
    def create(engine: QQmlEngine) -> "Look":
        """The engine's own one."""
        return offered(engine, Look)

    def _set_defaults(self) -> None:
        self._language: str = self._home_language
        self._care = False
        self._contrast = "standard"
        self._text_size = 1.0
        self._voice = False
        self._reach = False
        self._reduced_motion = self._home_reduced_motion

    @Slot()
    def reset(self) -> None:
        """Everything as an operator set it."""
        spoke = self._language
        self._set_defaults()
        self.changed.emit()
        if spoke != self._language:
            self.languageChanged.emit()

    @Property(float, constant=True)
    def mmPerPx(self) -> float:
        """Millimetres of glass in a pixel."""
        return self._mm_per_px

    @Property(str, constant=True)
    def mark(self) -> str:
        """The character of the house's mark, empty for the product's own."""
        return self._branding.mark

    @Property(str, constant=True)
    def accent(self) -> str:
        """The colour of what can be touched in the standard contrast, empty for the product's."""
        return self._branding.accent

    @Property(str, constant=True)
    def softAccent(self) -> str:
        """Its shade for grounds."""
        return self._branding.soft_accent

    @Property(bool, notify=changed)
    def care(self) -> bool:
        """Whether the care mode (关怀版) is on: fewer and larger things, voice, nine keys."""
        return self._care

    @Property(str, notify=changed)
    def contrast(self) -> str:
        """One of ``standard``, ``strong``, ``dark``."""
        return self._contrast

    @Property(float, notify=changed)
    def textSize(self) -> float:
        """One of ``TEXT_SIZES``."""
        return self._text_size

    @Property(bool, notify=changed)
    def voice(self) -> bool:
        """Whether pages are read out as they come."""
        return self._voice

    @Property(bool, notify=changed)
    def reach(self) -> bool:
        """Whether all targets keep to the lower part of the screen, for a wheelchair."""
        return self._reach

    @Property(bool, notify=changed)
    def reducedMotion(self) -> bool:
        """Whether pages change without sliding."""
        return self._reduced_motion

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        """``zh`` or ``en``."""
        return self._language

    @Slot(bool)
    def setCare(self, on: bool) -> None:
        """Switch the care mode, and with it text size, contrast and voice."""
        self._care = on
        self._text_size = _CARE_TEXT_SIZE if on else 1.0
        self._contrast = _CARE_CONTRAST if on else "standard"
        self._voice = on
        self.changed.emit()

    @Slot(str)
    def setContrast(self, contrast: str) -> None:
        """One of ``CONTRASTS``; anything else changes nothing."""
        if contrast in CONTRASTS:
            self._contrast = contrast
            self.changed.emit()

    @Slot(float)
    def setTextSize(self, size: float) -> None:
        """The nearest of ``TEXT_SIZES``."""
        self._text_size = min(TEXT_SIZES, key=lambda known: abs(known - size))
        self.changed.emit()

    @Slot(bool)
    def setVoice(self, on: bool) -> None:
        """Read pages out, or do not."""
        self._voice = on
        self.changed.emit()

    @Slot(bool)
    def setReach(self, on: bool) -> None:
        """Keep targets low, or do not."""
        self._reach = on
        self.changed.emit()

    @Slot(bool)
    def setReducedMotion(self, on: bool) -> None:
        """Change pages without sliding, or slide."""
        self._reduced_motion = on
        self.changed.emit()

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        """``zh`` or ``en``; anything else changes nothing."""
        if language in LANGUAGES and language != self._language:
            self._language = language
            self.changed.emit()
            self.languageChanged.emit()
