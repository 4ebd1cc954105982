"""Turn codes into words for whoever types commands; never a traceback, never a personal value."""

from functools import cache
from typing import TYPE_CHECKING

from kiosk.catalogue.source import CatalogueError
from kiosk.catalogue.texts import Texts, load_texts
from kiosk.domain.problems import Problem
from kiosk.domain.states import ApplicationState, NoticeState
from kiosk.ports import SystemFault
from kiosk.settings import SettingsError, forms_dir, load_settings

if TYPE_CHECKING:
    from kiosk.domain.decision import Decision
    from kiosk.domain.records import Application
    from kiosk.services.fill import Unreadable
    from kiosk.services.house import House

_STATES = {
    ApplicationState.DRAFT: "填写中 draft",
    ApplicationState.RECEIVED: "已接收 received, not yet at the register",
    ApplicationState.SUBMITTED: "已提交 submitted, being decided",
    ApplicationState.APPROVED: "已核准 approved, the licence is being made",
    ApplicationState.RETURNED: "需要补正 returned for correction",
    ApplicationState.REFERRED: "人工审查中 with an officer",
    ApplicationState.REFUSED: "不予登记 refused",
    ApplicationState.ISSUED: "已发照 issued, ready to collect",
    ApplicationState.COLLECTED: "已领取 collected",
}

_NOTICES = {
    NoticeState.QUEUED: "待发 waiting to be sent",
    NoticeState.SENDING: "正在发 being sent",
    NoticeState.SENT: "已交通道 taken by the gateway",
    NoticeState.DEAD: "没有发出 given up; `kiosk outbox retry` sends it again",
    NoticeState.DELIVERED: "已送达 on the telephone",
    NoticeState.UNDELIVERED: "没有送达 not delivered; check the number with its holder",
}


def notice_words(state: NoticeState) -> str:
    """What became of a message, in both languages."""
    return _NOTICES[state]


def state_words(state: ApplicationState) -> str:
    """The state in both languages."""
    return _STATES[state]


@cache
def _texts() -> dict[str, Texts]:
    return load_texts(forms_dir() / "establishment")


def _language() -> str:
    try:
        return load_settings().language
    except SettingsError:
        return "zh"


def fault_words(fault: SystemFault) -> str:
    """What happened and what to do next, in the language of the settings."""
    try:
        words = _texts()[_language()].error(fault.code, {"detail": fault.detail})
    except CatalogueError:
        words = f"errors.{fault.code}"
    if words.startswith("errors."):  # no sentence: the code itself is all there is
        words = fault.code
    return f"kiosk: {words}" + (f" [{fault.code}: {fault.detail}]" if fault.detail else "")


def bare_problem_words(problem: Problem) -> str:
    """What is wrong with one value, where no house is open yet."""
    return _texts()[_language()].problem(problem)


def unreadable_words(house: "House", unreadable: "Unreadable") -> str:
    """One clear sentence with its place."""
    procedure = next(iter(house.procedures.values()))
    return procedure.texts[house.language].error(
        unreadable.code, unreadable.params, unreadable.place
    )


def problem_words(house: "House", problem: Problem) -> str:
    """What is wrong with one value."""
    procedure = next(iter(house.procedures.values()))
    return procedure.texts[house.language].problem(problem)


def reason_rows(
    house: "House", application: "Application", decision: "Decision | None"
) -> list[dict[str, str]]:
    """The reasons of a decision as ``apply --json`` prints them."""
    from kiosk.services.explain import reasons_of

    if decision is None:
        return []
    return [
        {
            "rule": reason.rule,
            "field": reason.field,
            "severity": reason.severity.value,
            "message": reason.message,
            "basis": reason.basis,
        }
        for reason in reasons_of(house, application, decision)
    ]
