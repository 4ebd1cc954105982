"""What is due is deleted, what belongs to the archive stays, and a dry run changes nothing."""

from datetime import timedelta

import pytest

from kiosk.catalogue.delivery import load_delivery
from kiosk.catalogue.retention import load_retention
from kiosk.catalogue.source import CatalogueError
from kiosk.domain.records import Draft
from kiosk.domain.retention import KEPT_FOR_EVER
from kiosk.domain.states import ApplicationState
from kiosk.services.notify import deliver, queue_notice
from kiosk.services.retain import RetentionCounts, retain
from kiosk.services.verify_mobile import send_code
from tests.desk import (
    REFERENCE,
    START,
    StillClock,
    Telephone,
    TestDesk,
    a_store,
    add,
    an_application,
)

POLICY = load_retention(REFERENCE)


@pytest.fixture
def store(tmp_path):
    store = a_store(tmp_path)
    yield store
    store.close()


def one_in_each_state(store):
    made = {
        state: an_application(f"20261123-K01-0000{n}-X", state=state)
        for n, state in enumerate(ApplicationState, start=1)
    }
    add(store, *made.values())
    return made


def answers_of(store, application):
    with store.read() as uow:
        return dict(uow.applications.get(application.id).answers)


def test_only_returned_and_refused_applications_are_erased_and_only_when_due(store):
    made = one_in_each_state(store)
    clock = StillClock()
    clock.go(days=90)
    assert retain(store, clock, POLICY).applications == 0  # the last day belongs to the period
    clock.go(seconds=1)
    assert retain(store, clock, POLICY).applications == 1
    assert answers_of(store, made[ApplicationState.RETURNED]) == {}
    assert answers_of(store, made[ApplicationState.REFUSED]) != {}
    clock.go(days=365 * 50)
    assert retain(store, clock, POLICY).applications == 1
    for state, application in made.items():
        gone = state in {ApplicationState.RETURNED, ApplicationState.REFUSED}
        assert (answers_of(store, application) == {}) == gone, state


def test_an_erased_application_is_not_erased_again(store):
    one_in_each_state(store)
    clock = StillClock()
    clock.go(days=1000)
    assert retain(store, clock, POLICY).applications == 2
    assert retain(store, clock, POLICY).total == 0


def test_a_dry_run_counts_the_same_and_changes_nothing(tmp_path, store):
    desk = TestDesk(store)
    made = one_in_each_state(store)
    with store.write() as uow:
        queue_notice(desk, uow, made[ApplicationState.ISSUED], "accepted", {})
        uow.applications.save_draft(Draft(b"owner", b"sealed", START + POLICY.drafts))
        uow.commit()
    send_code(desk, Telephone(), "15400001234")
    deliver(desk, Telephone(), load_delivery(REFERENCE), "K01")
    clock = StillClock()
    clock.go(days=1000)
    expected = RetentionCounts(1, 1, 2, mobile_codes=1, carried_messages=2)
    assert retain(store, clock, POLICY, dry_run=True) == expected
    assert answers_of(store, made[ApplicationState.RETURNED]) != {}
    assert retain(store, clock, POLICY, dry_run=True) == expected
    assert retain(store, clock, POLICY) == expected
    assert retain(store, clock, POLICY).total == 0


def test_drafts_and_messages_live_as_long_as_the_policy_says(store):
    desk = TestDesk(store)
    application = an_application()
    add(store, application)
    with store.write() as uow:
        queue_notice(desk, uow, application, "accepted", {})
        expires = POLICY.draft_expires(START, kept=False)
        uow.applications.save_draft(Draft(b"owner", b"sealed", expires))
        uow.commit()
    deliver(desk, Telephone(), load_delivery(REFERENCE), "K01")
    clock = StillClock()
    clock.go(minutes=30)
    assert retain(store, clock, POLICY).drafts == 0
    clock.go(seconds=1)
    assert retain(store, clock, POLICY).drafts == 1
    clock.instant = START + timedelta(days=180)
    assert retain(store, clock, POLICY).notices == 0
    clock.go(seconds=1)
    assert retain(store, clock, POLICY).notices == 1


def test_the_run_and_each_erasure_stand_in_the_trail(store):
    one_in_each_state(store)
    clock = StillClock()
    clock.go(days=1000)
    retain(store, clock, POLICY)
    with store.read() as uow:
        rows = list(uow.trail.rows())
    assert [row.event for row in rows] == ["application_erased"] * 2 + ["retention_run"]
    counts = dict(rows[-1].details["counts"])
    assert counts.pop("applications") == 2
    assert set(counts.values()) == {0}


@pytest.mark.parametrize("state", sorted(KEPT_FOR_EVER))
def test_a_policy_that_would_touch_the_archive_is_not_loaded(tmp_path, state):
    text = (REFERENCE / "retention.yaml").read_text("utf-8")
    (tmp_path / "retention.yaml").write_text(
        text.replace("  returned:", f"  {state.value}:"), "utf-8"
    )
    with pytest.raises(CatalogueError, match="archive"):
        load_retention(tmp_path)


def test_a_period_without_length_is_not_loaded(tmp_path):
    text = (REFERENCE / "retention.yaml").read_text("utf-8")
    (tmp_path / "retention.yaml").write_text(text.replace("minutes: 30", "minutes: 0"), "utf-8")
    with pytest.raises(CatalogueError, match="lasts at least"):
        load_retention(tmp_path)
