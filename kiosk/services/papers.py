"""Compose the papers beside the licence from the application, its decision and the words."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from kiosk.catalogue.papers import BranchLabel, Material, Paper
from kiosk.catalogue.procedure import Procedure
from kiosk.domain.answers import Answers, Json
from kiosk.domain.calendar import add_working_days
from kiosk.domain.form import Form, Kind
from kiosk.domain.licence import LicenceContent, PaperContent
from kiosk.domain.mobile import mask_mobile
from kiosk.domain.path import effective, visible_fields
from kiosk.domain.reasons import Reason
from kiosk.domain.records import Application, RegisterEntry
from kiosk.domain.states import Assurance, DocumentKind, Outcome
from kiosk.domain.wording import fill_in
from kiosk.ports import SystemFault
from kiosk.services.house import LAW_TIME, House
from kiosk.services.naming import meant_by, name_of

Table: TypeAlias = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Heading, header cells, rows."""

_APART = frozenset({"signature", "signature.by_card", "particulars.family_members"})
"""Answers that stand elsewhere on the application form than in its rows."""

PAPER_OF = {
    Outcome.RETURNED: DocumentKind.CORRECTION_LIST,
    Outcome.REFERRED: DocumentKind.RECEIPT,
    Outcome.REFUSED: DocumentKind.REFUSAL_NOTICE,
}
"""Which letter answers an application that was not approved."""


def copies_of(form: Form, answers: Answers) -> int:
    """How many 副本 on paper were asked for; 1 where no paper was, for it can be printed later."""
    meant = effective(form, answers)
    copies = meant.get("particulars.copies") if meant.flag("particulars.paper_licence") else 1
    return copies if isinstance(copies, int) else 1


def copy_label(labels: Mapping[str, str], copy: int, of: int) -> str:
    """The number of a 副本 as the licence shows it."""
    return fill_in(labels["copy_number"], {"copy": str(copy), "of": str(of)})


def licence_content(
    house: House,
    entry: RegisterEntry,
    application: Application,
    credential: str,
    copy: int = 1,
    reprint: int = 0,
) -> LicenceContent:
    """What stands on the licence of a register entry (细则 23); ``reprint`` 0 is the original."""
    procedure = house.procedures[application.procedure]
    labels = procedure.papers.labels
    of = max(copy, copies_of(procedure.form, application.answers))
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
        copy_number=copy_label(labels, copy, of),
        credential=credential,
        issued_at=house.clock.now(),
        specimen=house.signer.specimen,
        reprint=fill_in(labels["reprint"], {"count": str(reprint)}) if reprint else "",
    )


def outcome_paper(
    house: House,
    application: Application,
    outcome: Outcome,
    reasons: tuple[Reason, ...],
    names: tuple[str, ...] = (),
) -> PaperContent:
    """The notice that a returned, referred or refused application is answered with.

    ``names`` are free ones, for whose own is taken.
    """
    kind = PAPER_OF[outcome]
    procedure = house.procedures[application.procedure]
    words: Paper | None = getattr(procedure.papers, kind.value)
    if words is None:
        raise SystemFault("rules_unusable", f"{procedure.form.procedure}: {kind.value}")
    rows = tuple((reason.message, reason.basis) for reason in reasons)
    tables: list[Table] = [(words.table, words.header, rows)] if rows else []
    if names:
        tables.append((procedure.papers.labels["free_names"], (), tuple((n,) for n in names)))
    return _paper(house, application, kind, words, tables=tuple(tables))


def branch_receipt(house: House, application: Application, sequence: int) -> PaperContent:
    """接收申请材料凭证 (细则 18) of an application that waits at a branch under that seal.

    Raises SystemFault ``rules_unusable`` where the procedure has no words for it.
    """
    words = house.procedures[application.procedure].papers.branch_receipt
    if words is None:
        raise SystemFault("rules_unusable", f"{application.procedure}: branch_receipt")
    answers = meant_by(house, application)
    name = name_of(house, answers)
    labels = house.procedures[application.procedure].papers.labels
    received_at = application.submitted_at.astimezone(LAW_TIME)
    day = f"{chinese_date(received_at.date())}{received_at:%H:%M}"
    mobile = mask_mobile(application.mobile)
    result = fill_in(words.by_message, {"mobile": mobile}) if mobile else words.by_visit
    values: dict[BranchLabel, str] = {
        "number": application.number,
        "received_at": day,
        "name": name.full if name else labels.get("no_name", ""),
        "seal": f"{application.terminal}-{sequence:06d}  {application.content_hash[:16]}",
    }
    handed: tuple[Material, ...] = (
        "form",
        "typed" if application.assurance is Assurance.TYPED else "card",
        "declarations",
        *(("signature",) if strokes_of(answers.get("signature")) else ()),
    )
    rows = tuple((words.materials[material], "1") for material in handed)
    return _paper(
        house,
        application,
        DocumentKind.RECEIPT,
        words,
        rows=tuple((words.rows[key], value) for key, value in values.items() if value),
        tables=((words.table, words.header, rows),),
        more={"received_at": day, "result": result},
    )


def approval_paper(house: House, application: Application, entry: RegisterEntry) -> PaperContent:
    """登记通知书: the entry as registered."""
    papers = house.procedures[application.procedure].papers
    words = papers.approval_notice
    if words is None:
        raise SystemFault("rules_unusable", f"{application.procedure}: approval_notice")
    values = {
        "name": entry.name or papers.labels["no_name"],
        "credit_code": entry.credit_code,
        "proprietor": entry.proprietor,
        "composition": papers.labels[entry.composition],
        "premises": entry.premises,
        "scope": entry.scope_text,
        "registered_on": chinese_date(entry.registered_on),
    }
    rows = tuple((label, values[key]) for key, label in words.labels.items())
    return _paper(house, application, DocumentKind.APPROVAL_NOTICE, words, rows=rows)


def application_paper(house: House, application: Application) -> PaperContent:
    """申请书 for the archive: every answered question, the declarations and the signature."""
    procedure = house.procedures[application.procedure]
    words = procedure.papers.application_form
    answers = application.answers
    rows: list[tuple[str, str]] = []
    declared: list[tuple[str, ...]] = []
    for field in visible_fields(procedure.form, answers):
        if field.id not in answers or field.id in _APART:
            continue
        if field.kind is Kind.DECLARATION:
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
    strokes = strokes_of(answers.get("signature"))
    return _paper(
        house,
        application,
        DocumentKind.APPLICATION_FORM,
        words,
        rows=tuple(rows),
        tables=tuple(tables),
        strokes=strokes,
        signature_note=words.signed
        if strokes
        else words.signed_by_card
        if answers.flag("signature.by_card")
        else words.unsigned,
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
    more: Mapping[str, str] = MappingProxyType({}),
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
        **more,
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


def strokes_of(value: Json) -> tuple[tuple[tuple[float, float], ...], ...]:
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
