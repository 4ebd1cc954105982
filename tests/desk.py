"""A small desk with a real register on SQLite, for tests of notices, trail, retention, backups."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from kiosk.adapters.store import open_store
from kiosk.catalogue.notices import Notices, load_notices
from kiosk.catalogue.retention import load_retention
from kiosk.catalogue.staff import load_staff_policy
from kiosk.catalogue.verification import load_verification
from kiosk.domain.answers import Answers
from kiosk.domain.mobile_code import VerificationPolicy
from kiosk.domain.profile import Profile
from kiosk.domain.records import Application
from kiosk.domain.retention import RetentionPolicy
from kiosk.domain.staff import StaffPolicy
from kiosk.domain.states import ApplicationState, Assurance
from kiosk.ports import GatewayRefused, RegisterKeys, SentMessage, Store

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "resources/reference"
KEYS = RegisterKeys(column=b"c" * 32, index=b"i" * 32)
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MOBILE = "13800001234"


@dataclass
class StillClock:
    """Stands still until it is told to go on."""

    instant: datetime = START

    def now(self) -> datetime:
        return self.instant

    def go(self, **by: float) -> None:
        self.instant += timedelta(**by)


@dataclass(frozen=True)
class OneProcedure:
    notices: Notices


@dataclass
class TestDesk:
    """What the services that need no rules ask of a house."""

    __test__ = False
    store: Store
    clock: StillClock = field(default_factory=StillClock)
    profile: Profile = field(default_factory=lambda: a_profile())
    language: str = "zh"
    terminal: str = "K01"
    verification: VerificationPolicy = field(default_factory=lambda: load_verification(REFERENCE))
    retention: RetentionPolicy = field(default_factory=lambda: load_retention(REFERENCE))
    staff: StaffPolicy = field(default_factory=lambda: load_staff_policy(REFERENCE))
    index_key: bytes = KEYS.index
    new_id = staticmethod(uuid4)

    @property
    def procedures(self) -> dict[str, OneProcedure]:
        return {"establishment": OneProcedure(load_notices(ROOT / "forms/establishment"))}


@dataclass
class Telephone:
    """A gateway that keeps what it was sent, and refuses what it is told to."""

    refusals: list[GatewayRefused] = field(default_factory=list)
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, template, params, text, mobile, dedupe) -> SentMessage:
        if self.refusals:
            raise self.refusals.pop(0)
        self.sent.append((template, mobile, text))
        return SentMessage(f"ref-{len(self.sent)}")


def a_profile(**changed) -> Profile:
    values = {
        "authority": "示例市市场监督管理局（样本）",
        "division": "320583",
        "verify_host": "VERIFY.EXAMPLE",
        "sms_signature": "照办样本",
        "telephone": "0000-00000000",
        "hall": "示例大厅",
        "reconsideration": "示例市人民政府",
        "court": "示例市人民法院",
        "seal_legend": "测试专用",
        **changed,
    }
    return Profile(**values)


def a_store(folder: Path, terminal: str = "K01", reserve: Path | None = None) -> Store:
    url = f"sqlite:///{folder / 'register.sqlite'}"
    return open_store(url, KEYS, terminal, uuid4, reserve_file=reserve)


def an_application(
    number: str = "20261123-K01-00001-X",
    *,
    at: datetime = START,
    state: ApplicationState = ApplicationState.SUBMITTED,
    mobile: str = MOBILE,
    id_: UUID | None = None,
) -> Application:
    answers = Answers({"proprietor.name": "赵试例"})
    return Application(
        id=id_ or uuid4(),
        number=number,
        terminal="K01",
        procedure="establishment",
        form_version="1",
        state=state,
        assurance=Assurance.TYPED,
        submitted_at=at,
        answers=answers,
        content_hash=answers.content_hash(),
        person="",
        mobile=mobile,
    )


def add(store: Store, *applications: Application) -> None:
    with store.write() as uow:
        for application in applications:
            uow.applications.add(application)
        uow.commit()
