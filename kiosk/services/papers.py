"""Compose the papers beside the licence from the application, its decision and the words."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from kiosk.catalogue.papers import Paper
from kiosk.catalogue.procedure import Procedure
from kiosk.domain.answers import Json
from kiosk.domain.calendar import add_working_days
from kiosk.domain.licence import LicenceContent, PaperContent
from kiosk.domain.path import visible_fields
from kiosk.domain.reasons import Reason
from kiosk.domain.records import Application, RegisterEntry
from kiosk.domain.states import DocumentKind, Outcome
from kiosk.domain.wording import fill_in
from kiosk.services.house import House

Table: TypeAlias = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Heading, header cells, rows."""

PAPER_OF = {
    Outcome.RETURNED: DocumentKind.CORRECTION_LIST,
    Outcome.REFERRED: DocumentKind.RECEIPT,
    Outcome.REFUSED: DocumentKind.REFUSAL_NOTICE,
}
"""Which letter answers an application that was not approved."""


def licence_content(
    house: House, entry: RegisterEntry, application: Application, credential: str
) -> LicenceContent:
    """What stands on the licence of a register entry (细则 23)."""
    labels = house.procedures[application.procedure].papers.labels
    return LicenceContent(
        credit_code=entry.credit_code,
        name=entry.name,
        business_type=labels["business_type"],
        proprietor=entry.proprietor,
        composition=labels[entry.composition],
        registered_on=entry.registered_on,
        premises=entry.premises,
        scope=entry.scope_text,
        authority=house.profile.authority,
        copy_number=labels["copy_number"],
        credential=credential,
        issued_at=house.clock.now(),
        specimen=house.signer.specimen,
    )


def outcome_paper(
    house: House, application: Application, outcome: Outcome, reasons: tuple[Reason, ...]
) -> PaperContent:
    """The notice that a returned, referred or refused application is answered with."""
    kind = PAPER_OF[outcome]
    procedure = house.procedures[application.procedure]
    words: Paper = getattr(procedure.papers, kind.value)
    rows = tuple((reason.message, reason.basis) for reason in reasons)
    return _paper(
        house, application, kind, words, tables=((words.table, words.header, rows),) if rows else ()
    )


def approval_paper(house: House, application: Application, entry: RegisterEntry) -> PaperContent:
    """登记通知书: the entry as registered."""
    papers = house.procedures[application.procedure].papers
    values = {
        "name": entry.name or papers.labels["no_name"],
        "credit_code": entry.credit_code,
        "proprietor": entry.proprietor,
        "composition": papers.labels[entry.composition],
        "premises": entry.premises,
        "scope": entry.scope_text,
        "registered_on": chinese_date(entry.registered_on),
    }
    rows = tuple((label, values[key]) for key, label in papers.approval_notice.labels.items())
    return _paper(
        house, application, DocumentKind.APPROVAL_NOTICE, papers.approval_notice, rows=rows
    )


def application_paper(house: House, application: Application) -> PaperContent:
    """申请书 for the archive: every answered question, the declarations and the signature."""
    procedure = house.procedures[application.procedure]
    words = procedure.papers.application_form
    answers = application.answers
    rows: list[tuple[str, str]] = []
    declared: list[tuple[str, ...]] = []
    for field in visible_fields(procedure.form, answers):
        if field.id not in answers or field.id in {"signature", "particulars.family_members"}:
            continue
        if field.id.startswith("declarations."):
            declared.append((field.label("zh"), words.accepted if answers.flag(field.id) else ""))
            continue
        shown = _shown(house, procedure, field.id, answers[field.id])
        if shown:
            rows.append((field.label("zh"), shown))
    tables: list[Table] = []
    if declared:
        tables.append((words.declarations_heading, (), tuple(declared)))
    members = tuple(
        tuple(str(member.get(key, "")) for key in ("name", "id_type", "id_number", "politics"))
        for member in answers.records("particulars.family_members")
    )
    if members:
        tables.insert(0, (words.family_heading, words.family_header, members))
    strokes = _strokes(answers.get("signature"))
    return _paper(
        house,
        application,
        DocumentKind.APPLICATION_FORM,
        words,
        rows=tuple(rows),
        tables=tuple(tables),
        strokes=strokes,
        signature_note=words.signed if strokes else words.unsigned,
    )


def chinese_date(day: date) -> str:
    """2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _paper(
    house: House,
    application: Application,
    kind: DocumentKind,
    words: Paper,
    *,
    rows: tuple[tuple[str, str], ...] = (),
    tables: tuple[Table, ...] = (),
    strokes: tuple[tuple[tuple[float, float], ...], ...] = (),
    signature_note: str = "",
) -> PaperContent:
    labels = house.procedures[application.procedure].papers.labels
    now = house.clock.now()
    days = house.reference.periods.receipt_working_days
    deadline = add_working_days(
        house.day_of(application.submitted_at), days, house.reference.calendar
    )
    params = {
        "number": application.number,
        "proprietor": application.answers.text("proprietor.name"),
        "telephone": house.profile.telephone,
        "reconsideration": house.profile.reconsideration,
        "court": house.profile.court,
        "deadline": chinese_date(deadline),
        "days": str(days),
    }
    return PaperContent(
        kind=kind,
        title=words.title,
        number=application.number,
        addressee=""
        if kind is DocumentKind.APPLICATION_FORM
        else fill_in(labels["addressee"], params),
        paragraphs=tuple(fill_in(text, params) for text in words.paragraphs),
        rows=rows,
        tables=tables,
        closing=tuple(fill_in(text, params) for text in words.closing),
        authority=house.profile.authority if words.sealed else "",
        on=house.day_of(now),
        strokes=strokes,
        signature_note=signature_note,
        sealed=words.sealed,
        issued_at=now,
        specimen=house.signer.specimen,
        twin={"kind": kind.value, "number": application.number},
    )


def _shown(house: House, procedure: Procedure, field_id: str, value: Json) -> str:
    """An answer as the paper shows it: choices by their words, codes by their names."""
    labels = procedure.papers.labels
    if isinstance(value, bool):
        return labels["yes"] if value else labels["no"]
    if isinstance(value, str):
        if field_id in {"premises.town", "premises.village", "premises.division"}:
            return house.reference.divisions.name_of(value) or value
        return procedure.form.choice_label(field_id, value, "zh") or value
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return "；".join(_member(item) for item in value)
    return ""


def _member(item: Json) -> str:
    if isinstance(item, Mapping):
        return "，".join(str(part) for part in item.values())
    return str(item)


def _strokes(value: Json) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The signature's strokes; what is no point is left out."""
    strokes = (_points(stroke) for stroke in value) if isinstance(value, list) else ()
    return tuple(stroke for stroke in strokes if stroke)


def _points(stroke: Json) -> tuple[tuple[float, float], ...]:
    points = []
    for point in stroke if isinstance(stroke, list) else []:
        match point:
            case [int() | float() as x, int() | float() as y]:
                points.append((float(x), float(y)))
            case _:
                continue
    return tuple(points)
