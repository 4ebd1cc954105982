"""From the filing to the licence in one process, and everything that must hold on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.answers import Answers
from kiosk.domain.states import (
    ApplicationState,
    Assurance,
    DocumentKind,
    LicenceStatus,
    NoticeState,
    Outcome,
)
from kiosk.ports import SystemFault
from kiosk.services.collect import NotYours, collect, standing
from kiosk.services.decide import decide
from kiosk.services.explain import reasons_of
from kiosk.services.issue import issue
from kiosk.services.process import carry_on, process, resume_unfinished
from kiosk.services.replay import replay
from kiosk.services.submit import ContentDiffers, filing_with_card, submit
from kiosk.services.supervise import (
    StatusNotAllowed,
    change_licence_status,
    pause_approval,
    resume_approval,
)
from tests.builders import card_of


def rules_of(house, done):
    return {reason.rule for reason in reasons_of(house, done.application, done.decision)}


def test_a_complete_filing_becomes_a_licence_with_all_its_papers(house, filing):
    done = process(house, filing())

    assert done.decision.verdict.outcome is Outcome.APPROVED
    assert done.application.state is ApplicationState.ISSUED
    assert done.entry.credit_code.startswith("92320583MAY")
    assert {n.kind for n in done.notices} == {"accepted", "approved"}
    with house.store.read() as uow:
        kinds = {d.kind for d in uow.licences.documents(done.application.id)}
        licence = uow.licences.get(done.entry.credit_code)
    assert kinds == {
        DocumentKind.LICENCE_COPY,
        DocumentKind.APPROVAL_NOTICE,
        DocumentKind.APPLICATION_FORM,
    }
    assert licence.specimen
    assert licence.credential.startswith("HTTPS://")


def test_the_same_filing_again_is_returned_for_its_own_registered_name(house, filing):
    first = filing()
    process(house, first)

    again = process(house, first)

    assert again.decision.verdict.outcome is Outcome.RETURNED
    assert "name.s1_same" in rules_of(house, again)


def test_the_same_key_gives_the_stored_result_and_refuses_other_content(house, filing):
    first = replace(filing(), key="counter-7")
    done = process(house, first)

    assert process(house, first).application.number == done.application.number
    with pytest.raises(ContentDiffers):
        process(house, replace(filing(), key="counter-7"))


def test_the_same_key_still_gives_the_outcome_when_the_term_of_keeping_is_over(house, filing):
    first = replace(filing(declarations__truth=None), key="counter-8")
    done = process(house, first)
    with house.store.write() as uow:
        uow.applications.erase(done.application.id)
        uow.commit()

    again = process(house, first)

    assert again.application.number == done.application.number
    assert again.decision.verdict.outcome is Outcome.RETURNED
    assert again.application.answers == {}


def test_every_fault_is_told_at_once_with_its_ground(house, filing):
    done = process(
        house,
        filing(
            proprietor__mobile="1381234",
            declarations__truth=None,
            name__brand="中国",
            scope__items=["不存在的项目"],
            scope__main="不存在的项目",
        ),
    )
    reasons = reasons_of(house, done.application, done.decision)

    assert done.decision.verdict.outcome is Outcome.RETURNED
    assert {"proprietor.mobile", "declarations.truth", "name.brand", "scope.items"} <= {
        reason.field for reason in reasons
    }
    assert all(reason.basis and reason.message for reason in reasons)
    with house.store.read() as uow:
        kinds = [d.kind for d in uow.licences.documents(done.application.id)]
    assert kinds == [DocumentKind.CORRECTION_LIST]


def test_a_paused_house_refers_and_a_resumed_one_approves(house, filing):
    pause_approval(house, "王某某", "系统检查")
    try:
        referred = process(house, filing())
    finally:
        resume_approval(house, "王某某", "检查结束")

    assert referred.decision.verdict.outcome is Outcome.REFERRED
    assert process(house, filing()).decision.verdict.outcome is Outcome.APPROVED


def test_asking_for_a_person_is_always_referred(house, filing):
    done = process(house, replace(filing(), help_wanted=True))

    assert done.decision.verdict.outcome is Outcome.REFERRED


def test_an_agent_is_sent_to_the_counter_in_words(house, filing):
    done = process(house, filing(filing__by="agent"))

    assert done.decision.verdict.outcome is Outcome.RETURNED
    told = [r.message for r in reasons_of(house, done.application, done.decision)]
    assert any("窗口" in message for message in told)


def test_no_name_at_all_is_fine(house, filing):
    done = process(
        house,
        filing(
            name__none=True,
            name__brand=None,
            name__industry=None,
            name__organisation_form=None,
            declarations__name=None,
        ),
    )

    assert done.decision.verdict.outcome is Outcome.APPROVED
    assert done.entry.name == ""


def test_a_name_taken_between_decision_and_issue_is_decided_again(house, filing):
    first, second = filing(), filing()
    names = ("name.brand", "name.industry", "name.organisation_form", "scope.items", "scope.main")
    second = replace(
        second,
        answers=Answers({**second.answers, **{key: first.answers[key] for key in names}}),
    )
    one = submit(house, first).application
    other = submit(house, second).application
    assert decide(house, one) is ApplicationState.APPROVED
    assert decide(house, other) is ApplicationState.APPROVED

    assert issue(house, one) is ApplicationState.ISSUED
    assert issue(house, other) is ApplicationState.SUBMITTED

    lost = carry_on(house, replace(other, state=ApplicationState.SUBMITTED))
    assert lost.decision.verdict.outcome is Outcome.RETURNED
    assert lost.decision.attempt == 2
    with house.store.read() as uow:
        assert uow.decisions.of(other.id)[0].superseded


def test_what_was_left_is_taken_up_at_the_next_start(house, filing):
    undecided = submit(house, filing()).application
    unissued = submit(house, filing()).application
    decide(house, unissued)

    assert resume_unfinished(house) == 2

    with house.store.read() as uow:
        states = [uow.applications.get(a.id).state for a in (undecided, unissued)]
    assert states == [ApplicationState.ISSUED, ApplicationState.ISSUED]
    assert resume_unfinished(house) == 0


def test_every_decision_of_this_house_comes_out_again(house, filing):
    process(house, filing())
    process(house, filing(declarations__premises=None))

    result = replay(house.store)

    assert result.is_identical
    assert result.same >= 2


def test_only_the_proprietors_card_opens_the_documents(house, filing):
    done = process(house, filing())
    mine, others = card_of(done.application), card_of(process(house, filing()).application)
    number = done.application.number

    with pytest.raises(NotYours):
        collect(house, number, others, DocumentKind.LICENCE_COPY)
    assert collect(house, number, mine, DocumentKind.LICENCE_COPY).content.startswith(b"%PDF")
    assert standing(house, number, card=mine).application.state is ApplicationState.COLLECTED
    assert not standing(house, number, card=others).proven


def test_the_pick_up_code_from_the_sms_opens_the_case_and_a_guess_does_not(house, filing):
    done = process(house, filing())
    code = next(n.params["pickup_code"] for n in done.notices if n.kind == "approved")
    guess = f"{(int(code) + 1) % 1_000_000:06}"

    assert standing(house, done.application.number, code).proven
    assert not standing(house, done.application.number, guess).proven


def test_a_card_that_says_otherwise_is_returned(house, filing):
    mine = filing()
    other = card_of(process(house, filing()).application)
    prefill = house.procedures["establishment"].form.prefill()

    done = process(house, filing_with_card(mine, other, prefill))

    assert done.application.assurance is Assurance.TYPED
    assert done.decision.verdict.outcome is not Outcome.APPROVED


def test_a_suspended_licence_can_be_reinstated_and_a_revoked_one_stays_revoked(house, filing):
    code = process(house, filing()).entry.credit_code

    change_licence_status(house, code, LicenceStatus.SUSPENDED, "李某某", "核查")
    change_licence_status(house, code, LicenceStatus.VALID, "李某某", "核查完毕")
    change_licence_status(house, code, LicenceStatus.REVOKED, "李某某", "提交虚假材料")

    with pytest.raises(StatusNotAllowed):
        change_licence_status(house, code, LicenceStatus.VALID, "李某某", "误操作")
    with house.store.read() as uow:
        assert uow.licences.get(code).status is LicenceStatus.REVOKED
        assert len(uow.licences.history(code)) >= 3


def test_notices_reach_the_folder_gateway(services, filing):
    from kiosk.services.notify import deliver

    house = services.house
    done = process(house, filing())
    deliver(house, services.gateway, services.delivery, "K01", limit=100_000)

    with house.store.read() as uow:
        states = {n.state for n in uow.outbox.of(done.application.id)}
    assert states == {NoticeState.SENT}
    texts = [f.read_text("utf-8") for f in (services.settings.data / "sms").glob("*.txt")]
    assert any(done.entry.credit_code in text for text in texts)


class Late:
    """A clock that stands an hour before the house's own."""

    def __init__(self, clock):
        self._clock = clock

    def now(self):
        return self._clock.now() - timedelta(hours=1)


def test_nothing_is_issued_while_the_clock_stands_before_the_trail(house, filing):
    process(house, filing())
    late = replace(house, clock=Late(house.clock))

    with pytest.raises(SystemFault) as fault:
        process(late, filing())

    assert fault.value.code == "clock_behind"


def test_who_answers_for_a_false_registration_is_refused_for_three_years(house, filing):
    first = filing()
    code = process(house, first).entry.credit_code
    change_licence_status(
        house, code, LicenceStatus.REVOKED, "李某某", "虚假登记", false_registration=True
    )
    person = {key: value for key, value in first.answers.items() if key.startswith("proprietor.")}
    second = filing()

    barred = process(house, replace(second, answers=Answers({**second.answers, **person})))

    assert barred.decision.verdict.outcome is Outcome.REFUSED
    with house.store.read() as uow:
        kinds = [d.kind for d in uow.licences.documents(barred.application.id)]
    assert kinds == [DocumentKind.REFUSAL_NOTICE]


def test_a_letter_lost_to_a_crash_is_made_when_it_is_asked_for(house, filing):
    application = submit(house, filing(declarations__truth=None)).application
    assert decide(house, application) is ApplicationState.RETURNED  # and here the power went
    card = card_of(application)

    letter = collect(house, application.number, card, DocumentKind.CORRECTION_LIST)

    assert letter.content.startswith(b"%PDF")
    again = collect(house, application.number, card, DocumentKind.CORRECTION_LIST)
    assert again.sha256 == letter.sha256
