"""A draft opens for its own card alone, for a while, survives a power cut and shows nobody."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.answers import Answers
from kiosk.domain.form import Form
from kiosk.domain.records import Draft
from kiosk.ports import SystemFault
from kiosk.services import drafts
from kiosk.services.drafts import drop_draft, find_draft, save_draft
from kiosk.services.retain import retain
from tests.adapters.store.power import Acknowledged, record, replay
from tests.builders import example_answers, identity, the_form
from tests.desk import START, TestDesk, a_store

CARD = identity()
OTHER = identity(order="002")
VERSION = the_form().version
ANSWERS = Answers(
    {"proprietor.name": "赵试例", "proprietor.mobile": "15400001234", "name.none": True}
)
ALL = 1 << 60


@dataclass(frozen=True)
class OneForm:
    form: Form


@dataclass
class FormDesk(TestDesk):
    __test__ = False

    @property
    def procedures(self):
        return {"establishment": OneForm(the_form())}


@pytest.fixture
def desk(tmp_path):
    store = a_store(tmp_path)
    yield FormDesk(store)
    store.close()


def save(desk, answers=ANSWERS, card=CARD, **options):
    return save_draft(desk, card, "establishment", VERSION, answers, **options)


def kept(desk, card=CARD) -> Draft | None:
    with desk.store.read() as uow:
        return uow.applications.draft_of(drafts._owner(desk, card))


def test_the_same_card_finds_what_it_left(desk):
    saved = save(desk)
    found = find_draft(desk, CARD)

    assert found == saved
    assert found.answers == ANSWERS
    assert (found.procedure, found.form_version, found.kept) == ("establishment", VERSION, False)


def test_the_last_letter_of_a_number_may_be_small(desk):
    save(desk, card="32052319950607008X")

    assert find_draft(desk, "32052319950607008x") is not None


def test_another_card_finds_nothing_and_takes_nothing_away(desk):
    save(desk)

    assert find_draft(desk, OTHER) is None
    assert find_draft(desk, CARD) is not None


def test_a_card_has_one_draft_the_newest(desk):
    save(desk)
    save(desk, Answers({"name.brand": "晨光里"}))

    assert find_draft(desk, CARD).answers == {"name.brand": "晨光里"}


def test_a_draft_is_offered_half_an_hour_and_a_kept_one_seven_days(desk):
    save(desk)
    save(desk, card=OTHER, kept=True)
    desk.clock.go(minutes=30, microseconds=-1)
    assert find_draft(desk, CARD) is not None
    desk.clock.go(microseconds=1)
    assert find_draft(desk, CARD) is None
    assert kept(desk) is None  # deleted, not only passed over
    desk.clock.instant = START + timedelta(days=7, microseconds=-1)
    assert find_draft(desk, OTHER).kept
    desk.clock.go(microseconds=1)

    assert find_draft(desk, OTHER) is None


def test_a_draft_of_another_version_of_the_form_is_deleted(desk):
    save_draft(desk, CARD, "establishment", "2020-01-01", ANSWERS)

    assert find_draft(desk, CARD) is None
    assert kept(desk) is None


def test_leaving_deletes_it(desk):
    save(desk)

    assert drop_draft(desk, CARD)
    assert not drop_draft(desk, CARD)
    assert find_draft(desk, CARD) is None


def test_signature_and_declarations_are_never_kept(desk):
    answers = example_answers().with_answer("signature", [[[0, 0], [1, 1]]])
    save(desk, answers)
    found = find_draft(desk, CARD).answers

    assert "declarations.truth" in answers
    assert [f for f in found if f == "signature" or f.startswith("declarations.")] == []
    assert found == answers.without("signature", *[f for f in answers if f.startswith("decl")])


@pytest.mark.parametrize("place", [0, 1, 13, 40, -1])
def test_a_changed_body_opens_nothing_and_is_deleted(desk, place):
    save(desk)
    draft = kept(desk)
    body = bytearray(draft.body)
    body[place] ^= 1
    put(desk, replace(draft, body=bytes(body)))

    assert find_draft(desk, CARD) is None
    assert kept(desk) is None


@pytest.mark.parametrize("body", [b"", b"\x01", b"\x01" + b"x" * 12, b"\x02" + b"x" * 60])
def test_what_is_no_draft_opens_nothing(desk, body):
    put(desk, Draft(drafts._owner(desk, CARD), body, START + timedelta(minutes=9)))

    assert find_draft(desk, CARD) is None


def put(desk, draft):
    with desk.store.write() as uow:
        uow.applications.save_draft(draft)
        uow.commit()


def test_nobody_can_lengthen_a_drafts_life_in_the_database(desk):
    save(desk)
    put(desk, replace(kept(desk), expires_at=START + timedelta(days=300)))

    assert find_draft(desk, CARD) is None


def test_one_cards_body_under_another_cards_owner_opens_nothing(desk):
    save(desk)
    put(desk, replace(kept(desk), owner=drafts._owner(desk, OTHER)))

    assert find_draft(desk, OTHER) is None


def test_without_the_registers_key_it_opens_nothing(desk):
    save(desk)
    stranger = replace(desk, index_key=b"x" * 32)

    assert drafts._opened(stranger, CARD, kept(desk)) is None
    assert drafts._owner(stranger, CARD) != drafts._owner(desk, CARD)


def test_the_same_answers_are_sealed_differently_each_time(desk):
    save(desk)
    first = kept(desk).body
    save(desk)

    assert kept(desk).body != first


def test_a_typed_identity_has_no_draft(desk):
    with pytest.raises(ValueError, match="belongs to a card"):
        save(desk, card=" ")


def test_nothing_stands_in_clear_in_the_data_folder_or_in_a_value(desk, tmp_path):
    saved = save(desk, Answers({**ANSWERS, "proprietor.id_number": CARD}))
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir())

    assert len(everything) > 10_000
    secrets = (CARD, "赵试例", "15400001234", "proprietor.name", "establishment")
    assert [secret for secret in secrets if secret.encode() in everything] == []
    assert [secret for secret in secrets[:3] if secret in repr(saved)] == []


def test_a_dropped_draft_is_not_in_the_files_any_more(desk, tmp_path):
    save(desk)
    body = kept(desk).body[1:]

    def anywhere():
        return any(body in file.read_bytes() for file in tmp_path.iterdir())

    assert anywhere()
    drop_draft(desk, CARD)

    assert not anywhere()


def test_retention_deletes_what_nobody_asked_for_again(desk):
    save(desk)
    desk.clock.go(minutes=31)

    assert retain(desk.store, desk.clock, desk.retention).drafts == 1
    assert kept(desk) is None


def test_a_register_that_cannot_be_asked_is_a_fault_and_no_empty_answer(desk, tmp_path):
    save(desk)
    with closing(sqlite3.connect(tmp_path / "register.sqlite")) as other:
        other.execute("DROP TABLE draft")
        other.commit()
    with pytest.raises(SystemFault):
        find_draft(desk, CARD)


def test_when_the_power_goes_the_last_acknowledged_draft_is_there(tmp_path):
    with record() as script:
        (tmp_path / "recorded").mkdir()
        store = a_store(tmp_path / "recorded")
        desk = FormDesk(store)
        for number in range(12):
            save(desk, Answers({"name.brand": f"晨光{number}"}))
            script.append(Acknowledged((str(number), "")))
        done = list(script)
        store.close()
    (tmp_path / "whole").mkdir()
    _, operations = replay(done, tmp_path / "whole", cut=ALL, torn=None)
    wrong = []
    for cut in range(operations // 3, operations, max(1, operations // 25)):
        place = tmp_path / str(cut)
        place.mkdir()
        acknowledged, _ = replay(done, place, cut=cut, torn=None)
        wrong += _lost(place, [int(number) for number, _ in acknowledged], cut)

    assert operations > 30
    assert wrong == []


def _lost(place: Path, acknowledged: list[int], cut: int) -> list[str]:
    """What is wrong with the draft in a register whose power went: older than acknowledged."""
    if not acknowledged:
        return []
    for file in place.iterdir():
        file.rename(file.with_name(file.name.replace("r", "register.sqlite", 1)))
    store = a_store(place)
    found = find_draft(FormDesk(store), CARD)
    store.close()
    least = f"晨光{acknowledged[-1]}", f"晨光{acknowledged[-1] + 1}"
    return [] if found and found.answers["name.brand"] in least else [f"{cut}: {found}"]
