"""Applications, drafts and attachments are kept whole, once, and can be erased."""

from datetime import date, timedelta

import pytest

from kiosk.domain.answers import Answers
from kiosk.domain.records import Attachment, Draft
from kiosk.domain.states import ApplicationState
from kiosk.ports import KeyReused, SystemFault
from tests.adapters.store.records import (
    DAY,
    MOBILE,
    NOW,
    PERSON,
    application,
    decision,
    document,
    later,
    new_id,
    notice,
)


def add(store, *applications):
    with store.write() as unit:
        for one in applications:
            unit.applications.add(one)
        unit.commit()


def test_an_application_comes_back_as_it_was_stored(store):
    one = application(
        key="k-1",
        help_wanted=True,
        answers=Answers({"scope.items": ["餐饮", "零售"], "name.none": False, "x": 1.5, "y": None}),
    )
    add(store, one)

    with store.read() as unit:
        assert unit.applications.get(one.id) == one
        assert unit.applications.by_number(one.number) == one
        assert unit.applications.by_key("k-1") == one
        assert unit.applications.by_key("k-2") is None
        assert unit.applications.by_number("none") is None


def test_the_newest_applications_of_a_person_are_found_by_the_number_alone(store):
    old, new = application(), application(submitted_at=later(1))
    add(store, old, application(person=""), new)

    with store.read() as unit:
        found = unit.applications.of_person(PERSON, 5)
        assert [one.id for one in found] == [new.id, old.id]
        assert unit.applications.of_person(PERSON, 1) == found[:1]
        assert not unit.applications.of_person("", 5)


def test_what_is_not_committed_is_not_kept(store):
    one = application()
    with store.write() as unit:
        unit.applications.add(one)

    with store.read() as unit:
        assert unit.applications.by_number(one.number) is None


def test_an_exception_inside_a_transaction_rolls_it_back(store):
    one = application()
    with pytest.raises(ZeroDivisionError), store.write() as unit:
        unit.applications.add(one)
        raise ZeroDivisionError

    with store.read() as unit:
        assert unit.applications.by_number(one.number) is None


def test_a_key_is_taken_once_and_the_second_application_leaves_nothing(store):
    first, second = application(key="same"), application(key="same")
    add(store, first)

    with pytest.raises(KeyReused):
        add(store, second)

    with store.read() as unit:
        assert unit.applications.by_key("same") == first
        assert unit.applications.by_number(second.number) is None


def test_a_number_given_twice_is_a_fault_and_not_a_reused_key(store):
    add(store, application(number="n"))

    with pytest.raises(SystemFault) as fault:
        add(store, application(number="n"))

    assert fault.value.code == "number_taken"


def test_only_the_moves_of_the_table_are_made(store):
    one = application()
    add(store, one)
    with store.write() as unit:
        unit.applications.move(one.id, ApplicationState.APPROVED)
        unit.applications.move(one.id, ApplicationState.ISSUED)
        unit.commit()

    with store.write() as unit:
        with pytest.raises(SystemFault) as fault:
            unit.applications.move(one.id, ApplicationState.SUBMITTED)
        assert fault.value.code == "move_not_allowed"
        with pytest.raises(SystemFault) as fault:
            unit.applications.move(new_id(), ApplicationState.SUBMITTED)
        assert fault.value.code == "application_unknown"
        assert unit.applications.get(one.id).state is ApplicationState.ISSUED


def test_an_unknown_application_is_a_fault(store):
    with store.read() as unit, pytest.raises(SystemFault) as fault:
        unit.applications.get(new_id())

    assert fault.value.code == "application_unknown"


def test_those_in_a_state_come_oldest_first(store):
    old, young = application(submitted_at=NOW), application(submitted_at=later(5))
    other = application(state=ApplicationState.REFERRED)
    add(store, young, old, other)

    with store.read() as unit:
        found = list(unit.applications.in_state(ApplicationState.SUBMITTED))
        both = list(
            unit.applications.in_state(ApplicationState.SUBMITTED, ApplicationState.REFERRED)
        )
    assert found == [old, young]
    assert len(both) == 3


def test_the_pickup_code_is_kept(store):
    one = application()
    add(store, one)
    with store.write() as unit:
        unit.applications.set_pickup_code(one.id, "abc")
        unit.commit()

    with store.read() as unit:
        assert unit.applications.get(one.id).pickup_code_hash == "abc"


def test_numbers_run_by_terminal_and_day_from_one(store):
    with store.write() as unit:
        take = unit.applications.next_sequence
        tomorrow = DAY + timedelta(days=1)
        given = [take("K01", DAY), take("K01", DAY), take("K02", DAY), take("K01", tomorrow)]
        unit.commit()

    assert given == [1, 2, 1, 1]


def test_erasing_destroys_every_personal_part_and_keeps_the_rest(store):
    one, other = application(key="k"), application()
    paper, letter = document(one), notice(one)
    with store.write() as unit:
        for each in (one, other):
            unit.applications.add(each)
            unit.decisions.add(decision(each))
        unit.licences.add_document(paper)
        unit.outbox.put(letter)
        unit.commit()

    with store.write() as unit:
        unit.applications.erase(one.id)
        unit.commit()

    with store.read() as unit:
        left = unit.applications.get(one.id)
        assert (left.person, left.mobile, dict(left.answers)) == ("", "", {})
        assert (left.number, left.content_hash) == (one.number, one.content_hash)
        assert unit.licences.documents(one.id) == []
        assert unit.licences.document(one.id, paper.kind, 1) is None
        assert [(n.mobile, dict(n.params)) for n in unit.outbox.of(one.id)] == [("", {})]
        assert [(d.facts, d.verdict.trace) for d in unit.decisions.of(one.id)] == [({}, ())]
        assert [d.application_id for d in unit.decisions.every()] == [other.id]
        assert unit.applications.get(other.id) == other


def test_nothing_can_be_sealed_for_an_erased_application(store):
    one = application()
    add(store, one)
    with store.write() as unit:
        unit.applications.erase(one.id)
        with pytest.raises(SystemFault) as fault:
            unit.licences.add_document(document(one))

    assert fault.value.code == "erased"


def test_a_draft_is_given_to_its_owner_alone_and_the_last_one_counts(store):
    first = Draft(b"owner", b"sealed", later(60))
    last = Draft(b"owner", b"sealed again", later(90))
    with store.write() as unit:
        unit.applications.save_draft(first)
        unit.applications.save_draft(last)
        unit.applications.save_draft(Draft(b"other", b"x", later(10)))
        unit.commit()

    with store.write() as unit:
        assert unit.applications.draft_of(b"owner") == last
        assert unit.applications.draft_of(b"nobody") is None
        assert unit.applications.delete_drafts(later(60)) == 1
        assert unit.applications.draft_of(b"other") is None
        assert unit.applications.draft_of(b"owner") == last


def test_an_attachment_belongs_to_a_stored_application(store):
    one = application()
    paper = Attachment(new_id(), one.id, "lease", "image/png", "0" * 64, b"picture")
    with store.write() as unit:
        unit.applications.add(one)
        unit.applications.attach(paper)
        unit.commit()

    orphan = Attachment(new_id(), new_id(), "lease", "image/png", "0" * 64, b"picture")
    with store.write() as unit, pytest.raises(SystemFault) as fault:
        unit.applications.attach(orphan)
    assert fault.value.code == "erased"  # it has no data key


def test_a_read_sees_one_snapshot(store):
    with store.read() as before:
        assert before.applications.count_of_person(PERSON) == 0
        one = application()
        add(store, one)
        assert before.applications.by_number(one.number) is None


def test_instants_and_days_come_back_exactly(store):
    at = NOW.replace(microsecond=1)
    one = application(submitted_at=at, mobile=MOBILE)
    made = decision(one, decided_at=at, day=date(2024, 2, 29))
    with store.write() as unit:
        unit.applications.add(one)
        unit.decisions.add(made)
        unit.commit()

    with store.read() as unit:
        assert unit.applications.get(one.id).submitted_at == at
        assert unit.decisions.of(one.id)[0].day == date(2024, 2, 29)
