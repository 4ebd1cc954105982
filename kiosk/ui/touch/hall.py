"""What the pages say of the place itself: whose terminal this is, the time, what can be done here."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QObject, QTimer, Signal
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.privacy import PrivacyNotice
from kiosk.domain.states import ApplicationState
from kiosk.services.house import LAW_TIME
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_DAYS = {
    "zh": (QLocale(QLocale.Language.Chinese, QLocale.Country.China), "M月d日 dddd"),
    "en": (QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), "ddd d MMM"),
}


@QmlElement
@QmlSingleton
class Hall(QObject):
    """The terminal, its hall and its authority; nothing of any citizen."""

    changed = Signal()
    minutePassed = Signal()
    noticeChanged = Signal()
    reasonChanged = Signal()

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._minute = self._now()
        self._reason: Mapping[str, str] = {}
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        touch.look.languageChanged.connect(self._say_again)
        sitting.pageChanged.connect(self.noticeChanged)

    @staticmethod
    def create(engine: QQmlEngine) -> "Hall":
        """The engine's own one."""
        return offered(engine, Hall)

    def _now(self) -> datetime:
        """This minute, as clocks on the wall show it."""
        now = self._touch.house.clock.now().astimezone(LAW_TIME)
        return now.replace(second=0, microsecond=0)

    def _tick(self) -> None:
        now = self._now()
        if now != self._minute:
            self._minute = now
            self.minutePassed.emit()

    def _say_again(self) -> None:
        self.changed.emit()
        self.minutePassed.emit()
        self.noticeChanged.emit()
        self.reasonChanged.emit()

    def show_reason(self, reason: Mapping[str, str]) -> None:
        """Tell by language why the terminal rests; empty: nothing is known."""
        self._reason = reason
        self.reasonChanged.emit()

    @Property(str, notify=reasonChanged)
    def reason(self) -> str:
        """Why the terminal rests, as far as citizens need to know; may be empty."""
        return self._reason.get(self._touch.look.language, "")

    @Property(str, constant=True)
    def terminal(self) -> str:
        """This terminal's id."""
        return self._touch.house.terminal

    @Property(str, constant=True)
    def name(self) -> str:
        """The hall's name."""
        return self._touch.house.profile.hall

    @Property(str, constant=True)
    def telephone(self) -> str:
        """Whom to call."""
        return self._touch.house.profile.telephone

    @Property(bool, constant=True)
    def provisioned(self) -> bool:
        """Whether real licences are issued here, for which a typed identity is not enough."""
        return self._touch.house.provisioned

    @Property(str, notify=minutePassed)
    def day(self) -> str:
        """Date and day of the week, in the language of the screen."""
        locale, pattern = _DAYS[self._touch.look.language]
        return locale.toString(
            QDate(self._minute.year, self._minute.month, self._minute.day), pattern
        )

    @Property(str, notify=minutePassed)
    def time(self) -> str:
        """The time of day."""
        return f"{self._minute:%H:%M}"

    @Property("QVariantList", notify=changed)
    def procedures(self) -> list[dict[str, str]]:
        """What can be applied for here, the foremost first: ``code``, ``title``, ``words``."""
        language, procedures = self._touch.look.language, self._touch.house.procedures
        found = []
        for code in procedures.offered:
            form = procedures[code].form
            title = form.invitations.get(language) or form.labels[language]
            words = form.invitation_words.get(language, "")
            found.append({"code": code, "title": title, "words": words})
        return found

    @Property(bool, constant=True)
    def registers(self) -> bool:
        """Whether businesses are registered here."""
        procedures = self._touch.house.procedures
        return any(procedures[code].form.gives_licence for code in procedures.offered)

    # ── the notice on personal information ───────────────────────────────────────────────────
    def _notice(self) -> PrivacyNotice | None:
        return self._sitting.procedure.privacy if self._sitting.wizard else None

    @Property(str, notify=noticeChanged)
    def noticeTitle(self) -> str:
        """The heading of the notice that belongs to the procedure begun."""
        notice = self._notice()
        return notice.titles[self._touch.look.language] if notice else ""

    @Property(str, notify=noticeChanged)
    def noticeLead(self) -> str:
        """A sentence under it."""
        notice = self._notice()
        return notice.leads[self._touch.look.language] if notice else ""

    @Property(str, notify=noticeChanged)
    def noticeBasis(self) -> str:
        """The articles that have it told."""
        notice = self._notice()
        return notice.basis if notice else ""

    @Property(bool, notify=noticeChanged)
    def noticeUnconfirmed(self) -> bool:
        """Whether no authority has looked the words over yet."""
        notice = self._notice()
        return notice.unconfirmed if notice else False

    @Property("QVariantList", notify=noticeChanged)
    def noticePoints(self) -> list[dict[str, str]]:
        """What is told: ``code``, ``title``, ``words`` of each point."""
        notice = self._notice()
        if notice is None:
            return []
        told = notice.told(
            self._touch.look.language,
            self._params(),
            holder_check=bool(self._touch.services.settings.holder_check.kind),
        )
        return [{"code": code, "title": title, "words": words} for code, title, words in told]

    def _params(self) -> dict[str, str]:
        profile, kept = self._touch.house.profile, self._touch.house.retention
        ended = kept.applications
        return {
            "authority": profile.authority,
            "telephone": profile.telephone,
            "hall": profile.hall,
            "draft_minutes": str(kept.drafts // timedelta(minutes=1)),
            "kept_days": str(kept.kept_drafts // timedelta(days=1)),
            "returned_days": str(ended[ApplicationState.RETURNED] // timedelta(days=1)),
            "refused_days": str(ended[ApplicationState.REFUSED] // timedelta(days=1)),
        }
