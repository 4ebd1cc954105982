"""Entries, licences and papers come back as they were written."""

import pytest

from kiosk.domain.records import StatusChange
from kiosk.domain.states import DocumentKind, LicenceStatus
from kiosk.ports import SystemFault
from tests.adapters.store.records import (
    NOW,
    PERSON,
    application,
    document,
    entry,
    later,
    licence,
)


@pytest.fixture
def issued(store):
    one = application()
    written, paper = entry(one), document(one)
    with store.write() as unit:
        unit.applications.add(one)
        unit.register.add_entry(written, NOW)
        unit.licences.add(licence(written))
        unit.licences.add_document(paper)
        unit.commit()
    return one, written, paper


def test_an_entry_comes_back_by_code_and_by_application(store, issued):
    one, written, _ = issued
    with store.read() as unit:
        assert unit.register.entry(written.credit_code) == written
        assert unit.register.entry_of(one.id) == written
        assert list(unit.register.entries()) == [written]
        assert unit.register.entry("none") is None
        assert unit.register.entry_of(written_by_nobody()) is None


def written_by_nobody():
    from tests.adapters.store.records import new_id

    return new_id()


def test_the_businesses_of_a_person_are_counted(store, issued):
    with store.write() as unit:
        assert unit.applications.count_of_person(PERSON) == 1
        assert unit.applications.count_of_person("320583198501012345") == 0
        assert unit.applications.count_of_person("") == 0
        another = application()
        unit.applications.add(another)
        unit.register.add_entry(entry(another, "92320583MAY0000002"), NOW)
        assert unit.applications.count_of_person(PERSON) == 2


def test_a_credit_code_stands_in_the_register_once(store, issued):
    another = application()
    with pytest.raises(SystemFault) as fault, store.write() as unit:
        unit.applications.add(another)
        unit.register.add_entry(entry(another), NOW)

    assert fault.value.code == "database_refused"


def test_the_entry_stays_when_the_application_is_erased(store, issued):
    one, written, _ = issued
    with store.write() as unit:
        unit.applications.erase(one.id)
        unit.commit()

    with store.read() as unit:
        assert unit.register.entry(written.credit_code) == written
        assert unit.licences.get(written.credit_code).credential.startswith("HTTPS://")


def test_a_status_change_shows_on_the_licence_and_in_its_history(store, issued):
    _, written, _ = issued
    code = written.credit_code
    changes = [
        StatusChange(code, LicenceStatus.SUSPENDED, later(1), "王科长", "核查"),
        StatusChange(code, LicenceStatus.VALID, later(2), "王科长", "核查完毕"),
        StatusChange(code, LicenceStatus.REVOKED, later(2), "李处长", "吊销决定"),
    ]
    with store.write() as unit:
        for change in changes:
            unit.licences.change_status(change)
        unit.commit()

    with store.read() as unit:
        assert unit.licences.history(code) == changes
        assert unit.licences.get(code).status is LicenceStatus.REVOKED
        assert [one.status for one in unit.licences.every()] == [LicenceStatus.REVOKED]


def test_an_unknown_licence_cannot_change(store):
    change = StatusChange("none", LicenceStatus.REVOKED, NOW, "某人", "无")
    with store.write() as unit, pytest.raises(SystemFault) as fault:
        unit.licences.change_status(change)

    assert fault.value.code == "licence_unknown"


def test_a_status_place_belongs_to_one_licence(store, issued):
    another = application()
    second = entry(another, "92320583MAY0000002")
    with pytest.raises(SystemFault), store.write() as unit:
        unit.applications.add(another)
        unit.register.add_entry(second, NOW)
        unit.licences.add(licence(second))


def test_the_register_knows_its_places_in_the_status_lists(store, issued):
    _, written, _ = issued
    with store.read() as unit:
        made = unit.licences.get(written.credit_code)
        shard, place = made.status_shard, made.status_index
        assert list(unit.licences.shards(specimen=made.specimen)) == [shard]
        assert list(unit.licences.shards(specimen=not made.specimen)) == []
        assert unit.licences.has_place(shard, place)
        assert not unit.licences.has_place(shard, place + 1)
        assert not unit.licences.has_place(shard + 1, place)
        assert (unit.licences.places(shard), unit.licences.places(shard + 1)) == (place + 1, 0)
        assert list(unit.licences.not_valid(shard)) == []
    with store.write() as unit:
        change = StatusChange(written.credit_code, LicenceStatus.SUSPENDED, later(1), "王", "核查")
        unit.licences.change_status(change)
        unit.commit()

    with store.read() as unit:
        assert list(unit.licences.not_valid(shard)) == [(place, LicenceStatus.SUSPENDED)]


def test_papers_are_kept_byte_for_byte_by_kind_and_copy(store, issued):
    one, _, paper = issued
    large = document(one, bytes(range(256)) * 2000, kind=DocumentKind.APPLICATION_FORM)
    second = document(one, b"again", copy_number=2, made_at=later(1))
    with store.write() as unit:
        unit.licences.add_document(large)
        unit.licences.add_document(second)
        unit.commit()

    with store.read() as unit:
        assert unit.licences.document(one.id, DocumentKind.APPLICATION_FORM, 1) == large
        assert unit.licences.document(one.id, DocumentKind.LICENCE_COPY, 2) == second
        assert unit.licences.document(one.id, DocumentKind.RECEIPT, 1) is None
        assert unit.licences.documents(one.id) == [paper, large, second]
