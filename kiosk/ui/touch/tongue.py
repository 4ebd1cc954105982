"""The language of the frame: Chinese is written in the QML, English comes from Qt Linguist's file."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from PySide6.QtQml import QQmlEngine

from kiosk.ports import SystemFault
from kiosk.ui.touch.look import Look


class Tongue(QObject):
    """Follows the look's language and has the engine say everything again, nothing being lost."""

    def __init__(self, engine: QQmlEngine, look: Look, folder: Path) -> None:
        super().__init__(look)
        self._engine = engine
        self._look = look
        self._english = QTranslator(self)
        if not self._english.load(str(folder / "kiosk_en.qm")):
            raise SystemFault("translation_missing", str(folder / "kiosk_en.qm"))
        look.languageChanged.connect(self.speak)
        self.speak()

    def speak(self) -> None:
        """Use the look's language from now."""
        QCoreApplication.removeTranslator(self._english)
        if self._look.language == "en":
            QCoreApplication.installTranslator(self._english)
        self._engine.retranslate()

    def silence(self) -> None:
        """Leave no translator behind."""
        QCoreApplication.removeTranslator(self._english)
