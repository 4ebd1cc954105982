"""A slip for whom no message can reach: the number, the result, what to do and whom to ask."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kiosk.catalogue.papers import SlipStanding, SlipWords
from kiosk.domain.calendar import add_working_days
from kiosk.domain.licence import PaperContent
from kiosk.domain.records import Application, RegisterEntry
from kiosk.domain.states import ApplicationState, DocumentKind
from kiosk.domain.wording import fill_in
from kiosk.ports import Rendered, UnitOfWork
from kiosk.services.explain import reasons_of
from kiosk.services.house import House
from kiosk.services.issue import new_pickup_code, pickup_code_hash
from kiosk.services.papers import chinese_date
from kiosk.services.pickup import forget_tries
from kiosk.services.record import record
from kiosk.services.sign import drawn

_STANDING: dict[ApplicationState, SlipStanding] = {
    ApplicationState.ISSUED: "issued",
    ApplicationState.COLLECTED: "issued",
    ApplicationState.RETURNED: "returned",
    ApplicationState.REFERRED: "referred",
    ApplicationState.REFUSED: "refused",
}
_TOLD_BY_MESSAGE = "approved"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip ready to be printed; nothing of it is kept in the house."""

    number: str
    rendered: Rendered = field(repr=False)
    pickup_code: str = field(repr=False)  # "" where the application has none, or a message told it


def make_slip(house: House, application_id: UUID, language: str = "zh") -> Slip:
    """Draw the slip of an application as it stands now, in the language of the sitting.

    For the citizen at the terminal alone: the caller knows that it is the applicant. An issued
    application whose code no message carries gets a fresh pick-up code, which ends the one
    before; the code is on the slip and nowhere else. Raises SystemFault
    ``application_unknown``, and what drawing raises.
    """
    with house.store.write() as uow:
        application = uow.applications.get(application_id)
        entry = uow.register.entry_of(application_id)
        standing = _STANDING.get(application.state, "received")
        code = _fresh_code(house, uow, application) if standing == "issued" else ""
        record(
            uow,
            house.clock.now(),
            "slip_made",
            application.number,
            state=application.state.value,
            pickup_code=bool(code),
        )
        uow.commit()
    content = _content(house, application, entry, standing, code, language)
    return Slip(application.number, drawn(house, content), code)


def advice_of(house: House, application: Application, language: str) -> tuple[str, ...]:
    """What the citizen can do now, and whom to ask, as the slip of this state says it."""
    words = house.procedures[application.procedure].papers.slip
    state = words.states[_STANDING.get(application.state, "received")]
    params = _params(house, application, language)
    told = (*state.advice, *words.closing)
    return tuple(fill_in(part.in_language(language), params) for part in told)


def _fresh_code(house: House, uow: UnitOfWork, application: Application) -> str:
    """A new code, unless a message carries one."""
    if any(notice.kind == _TOLD_BY_MESSAGE for notice in uow.outbox.of(application.id)):
        return ""
    code = new_pickup_code()
    uow.applications.set_pickup_code(application.id, pickup_code_hash(house, application, code))
    forget_tries(uow, application)
    return code


def _content(
    house: House,
    application: Application,
    entry: RegisterEntry | None,
    standing: SlipStanding,
    code: str,
    language: str,
) -> PaperContent:
    words = house.procedures[application.procedure].papers.slip
    state = words.states[standing]
    params = _params(house, application, language)
    advice = [part.in_language(language) for part in state.advice]
    if not application.mobile:
        advice.append(words.unreached.in_language(language))
    reasons = _reasons(house, application, standing, language)
    heading = words.reasons.in_language(language)
    closing = [part.in_language(language) for part in words.closing]
    return PaperContent(
        kind=DocumentKind.SLIP,
        title=words.title.in_language(language),
        number=application.number,
        addressee="",
        paragraphs=(),
        rows=_rows(words, standing, application, entry, code, language),
        tables=((heading, (), tuple((reason,) for reason in reasons)),) if reasons else (),
        closing=tuple(fill_in(text, params) for text in (*advice, *closing)),
        on=None,
        sealed=False,
        issued_at=house.clock.now(),
        specimen=house.signer.specimen,
        twin={"kind": DocumentKind.SLIP.value, "number": application.number},
    )


def _rows(
    words: SlipWords,
    standing: SlipStanding,
    application: Application,
    entry: RegisterEntry | None,
    code: str,
    language: str,
) -> tuple[tuple[str, str], ...]:
    values = {
        "number": application.number,
        "state": words.states[standing].words.in_language(language),
    }
    if standing == "issued" and entry is not None:
        values["name"] = entry.name
        values["credit_code"] = entry.credit_code
        values["pickup_code"] = code or words.code_by_message.in_language(language)
    return tuple(
        (words.labels[key].in_language(language), values[key])
        for key in words.labels
        if values.get(key)
    )


def _reasons(
    house: House, application: Application, standing: SlipStanding, language: str
) -> list[str]:
    """What was found, for one who has to correct or to bring something."""
    if standing not in {"returned", "referred"}:
        return []
    with house.store.read() as uow:
        decisions = uow.decisions.of(application.id)
    if not decisions or not decisions[-1].verdict.trace:
        return []
    found = reasons_of(house, application, decisions[-1], language)
    return list(dict.fromkeys(reason.message for reason in found))


def _params(house: House, application: Application, language: str) -> dict[str, str]:
    days = house.reference.periods.receipt_working_days
    received = house.day_of(application.submitted_at)
    deadline = add_working_days(received, days, house.reference.calendar)
    return {
        "telephone": house.profile.telephone,
        "hall": house.profile.hall,
        "days": str(days),
        "deadline": _day(deadline, language),
        "reconsideration": house.profile.reconsideration,
        "court": house.profile.court,
    }


def _day(day: date, language: str) -> str:
    return day.isoformat() if language == "en" else chinese_date(day)
