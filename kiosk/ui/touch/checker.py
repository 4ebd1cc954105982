"""Check a licence at the screen: the QR's text from a scanner, or a credit code that is typed."""

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.credit_code import CreditCode, parse_credit_code
from kiosk.domain.problems import Problem
from kiosk.domain.records import Licence, RegisterEntry
from kiosk.domain.states import LicenceStatus
from kiosk.domain.verification import VerificationReport
from kiosk.ports import SystemFault
from kiosk.services.house import LAW_TIME
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.scanner import Scanner
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_OF_CREDENTIALS = ("name", "credit_code", "composition", "registered_on", "signed_by")
SHOWN_OF_LICENCES = (*_OF_CREDENTIALS, "status_as_of", "other_host")
_SAID = {"good": "ok", "specimen": "specimen"}
_LONGEST = 4000


def verdict_of(report: VerificationReport) -> tuple[str, str]:
    """The verdict and whose words say why: a genuine code that leads elsewhere is in doubt."""
    reason = report.reason.value
    if report.valid:
        return ("doubt", "elsewhere") if report.other_host else ("good", reason)
    return ("specimen" if reason == "specimen" else "bad"), reason


@QmlElement
@QmlSingleton
class Checker(QObject):
    """``verdict`` is empty, ``good``, ``specimen``, ``doubt`` or ``bad``; ``words`` say why."""

    changed = Signal()

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._scanner = Scanner(self)
        self._scanner.scanned.connect(self.check)
        self.again()
        sitting.on_wipe(self.again)
        touch.look.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> "Checker":
        """The engine's own one."""
        return offered(engine, Checker)

    @Slot(QObject)
    def listenTo(self, window: QObject | None) -> None:
        """Take what a scanner types into the window, wherever the focus is; null: no more."""
        wedge = self._touch.services.settings.scanner.kind == "keyboard-wedge"
        self._scanner.listen_to(window if wedge else None)

    @Slot()
    def again(self) -> None:
        """Ready for the next one."""
        self._reason = ""
        self._verdict = ""
        self._fields: list[tuple[str, str]] = []
        self._problem: Problem | None = None
        self._fault: SystemFault | None = None
        self.changed.emit()

    @Slot(str)
    def check(self, text: str) -> None:
        """The text of a QR code, or a unified social credit code."""
        self.again()
        text = text.strip()[:_LONGEST]
        if text[:8].upper() == "HTTPS://":
            self._touch.work.run(lambda: self._verified(text), self._show, self._fail)
            return
        code = parse_credit_code(text)
        if not isinstance(code, CreditCode):
            self._problem = code
            self.changed.emit()
            return
        self._touch.work.run(lambda: self._registered(code), self._show_entry, self._fail)

    def _verified(self, text: str) -> VerificationReport:
        from kiosk.services.verify import verify

        services = self._touch.services
        checks = services.checks()
        return verify(
            text,
            checks.trust,
            services.inspector,
            register=checks.register,
            status=checks.status,
            host=checks.host,
        )

    def _registered(self, code: CreditCode) -> tuple[RegisterEntry, Licence] | None:
        with self._touch.house.store.read() as uow:
            entry = uow.register.entry(code.text)
            licence = uow.licences.get(code.text)
        return (entry, licence) if entry and licence else None

    def _show(self, report: VerificationReport) -> None:
        self._verdict, self._reason = verdict_of(report)
        self._fields = [
            (name, str(report.fields[name])) for name in _OF_CREDENTIALS if report.fields.get(name)
        ]
        if report.status_as_of is not None:
            when = report.status_as_of.astimezone(LAW_TIME)
            self._fields.append(("status_as_of", f"{when:%Y-%m-%d %H:%M}"))
        if report.other_host:
            self._fields.append(("other_host", report.other_host))
        self.changed.emit()

    def _show_entry(self, found: tuple[RegisterEntry, Licence] | None) -> None:
        if found is None:
            self._verdict, self._reason = "bad", "not_in_register"
        else:
            entry, licence = found
            is_valid = licence.status is LicenceStatus.VALID
            self._verdict = "bad" if not is_valid else "specimen" if licence.specimen else "good"
            self._reason = _SAID.get(self._verdict, licence.status.value)
            day = entry.registered_on.isoformat()
            self._fields = [
                ("name", entry.name),
                ("credit_code", entry.credit_code),
                ("registered_on", day),
            ]
        self.changed.emit()

    def _fail(self, fault: SystemFault) -> None:
        self._fault = fault
        self.changed.emit()

    @Property(str, notify=changed)
    def verdict(self) -> str:
        """Empty before anything was checked."""
        return self._verdict

    @Property(str, notify=changed)
    def words(self) -> str:
        """What was found, or what to do."""
        if self._fault is not None:
            return self._sitting.fault_words(self._fault)
        if self._problem is not None:
            return self._sitting.say(self._problem)
        return self._sitting.words(f"labels.verify_{self._reason}") if self._reason else ""

    @Property("QVariantList", notify=changed)
    def fields(self) -> list[dict[str, Any]]:
        """``label`` and ``value`` of what the licence says; nothing personal."""
        return [
            {"label": self._sitting.words(f"labels.licence_{name}"), "value": value}
            for name, value in self._fields
        ]
