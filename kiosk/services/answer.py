"""The letter that answers an application which was not approved, made when it is first needed."""

from kiosk.domain.records import Application, Document
from kiosk.domain.states import DocumentKind, Outcome
from kiosk.services.explain import reasons_of
from kiosk.services.house import House
from kiosk.services.offer_name import free_instead
from kiosk.services.papers import PAPER_OF, outcome_paper
from kiosk.services.sign import paper_document


def answer(house: House, application: Application) -> Document | None:
    """The letter of the last decision, drawn, signed and kept if it is not there yet.

    None for an approved, undecided or erased application. It is written in a transaction of its own:
    a crash before it loses no decision, and the letter is made when it is next asked for.
    """
    with house.store.read() as uow:
        decisions = uow.decisions.of(application.id)
        if not decisions or decisions[-1].verdict.outcome is Outcome.APPROVED:
            return None
        decision = decisions[-1]
        kind = PAPER_OF[decision.verdict.outcome]
        kept = uow.licences.document(application.id, kind, 1)
    if kept is not None:
        return kept
    if not decision.verdict.trace:
        return None  # erased: no trace is left of why, and nothing to seal a letter with
    reasons = reasons_of(house, application, decision, "zh")
    names = _free_names(house, application, decision.verdict.outcome)
    content = outcome_paper(house, application, decision.verdict.outcome, reasons, names)
    document = paper_document(house, application, content)
    with house.store.write() as uow:
        uow.applications.get(application.id)  # held: no other terminal keeps one meanwhile
        other = uow.licences.document(application.id, kind, 1)
        if other is not None:
            return other
        uow.licences.add_document(document)
        uow.commit()
    return document


def _free_names(house: House, application: Application, outcome: Outcome) -> tuple[str, ...]:
    """Names that are free, for who left a branch before anyone could tell that his is taken."""
    if outcome is not Outcome.RETURNED:
        return ()
    with house.store.read() as uow:
        return free_instead(house, uow, application) if uow.seals.of(application.id) else ()


LETTERS: frozenset[DocumentKind] = frozenset(PAPER_OF.values())
"""The kinds of papers that this service makes."""
