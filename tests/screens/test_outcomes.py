"""What a decision looks like and where it leads: mended and tried again, referred, refused, kept."""

import sqlite3
from collections.abc import Iterator

import pytest

from kiosk.adapters.store import engines
from kiosk.domain.states import ApplicationState
from kiosk.ui.touch.card_desk import CardDesk
from kiosk.ui.touch.help_desk import HelpDesk
from kiosk.ui.touch.name_desk import NameDesk
from kiosk.ui.touch.outcome import Outcome
from kiosk.ui.touch.review_desk import ReviewDesk
from tests.builders import identity
from tests.screens.every_kind import fingers
from tests.screens.pages import SIGNED, Stand, stand
from tests.screens.stage import SIZES
from tests.screens.standing import step_to, take_name

CHILD, YOUTH = identity(birth="20130607"), identity(birth="20100107")
PATIENCE_MS = 400


@pytest.fixture(scope="module")
def at(theatre, tmp_path_factory) -> Iterator[Stand]:
    """A kiosk whose register is waited for a moment only: what is tested comes after the wait."""
    with pytest.MonkeyPatch.context() as patch:
        pragmas = (f"busy_timeout = {PATIENCE_MS}", *engines._PRAGMAS[1:])
        patch.setattr(engines, "_PRAGMAS", pragmas)
        with stand(tmp_path_factory.mktemp("outcomes"), SIZES["portrait"]) as opened:
            yield opened


@pytest.fixture(autouse=True)
def afterwards(at) -> Iterator[None]:
    yield
    at.leave()


def review(at: Stand, **changed: object) -> None:
    """Everything filled in, declared and signed; the last button is not touched yet."""
    changes = {key.replace("__", "."): value for key, value in changed.items()}
    changes.setdefault("name.brand", next(at._brands))
    step_to(at.kiosk, "review", {**SIGNED, **changes})
    at.kiosk.sitting.mobile_verified = True
    at.kiosk.wait(lambda: at.kiosk.desk(ReviewDesk).lacks == "")
    at.kiosk.settle(100)


def hand_in(at: Stand, page: str = "result") -> None:
    at.kiosk.tap("next")
    at.kiosk.come_to(page)


def said(at: Stand, name: str = "") -> str:
    """Every text that can be seen, or those of one name."""
    return "\n".join(
        str(item.property("text"))
        for item in at.kiosk.items()
        if item.isVisible() and item.property("text") and name in ("", item.objectName())
    )


def filed(at: Stand) -> list[tuple[str, ApplicationState]]:
    """Every application of this register."""
    with at.kiosk.services.house.store.read() as uow:
        return [(one.number, one.state) for one in uow.applications.in_state(*ApplicationState)]


def printed(at: Stand) -> int:
    return len(list((at.data / "print").glob("*.pdf")))


def test_all_that_is_wrong_is_said_at_once_and_amending_keeps_everything(at):
    brand = next(at._brands)
    review(at, name__brand=brand, proprietor__id_valid_until="2016-06-07")
    at.kiosk.desk(CardDesk).typeInstead()
    take_name(at.kiosk, brand)  # by somebody else, in the last moment
    before = dict(at.kiosk.sitting.answers)
    hand_in(at)

    outcome = at.kiosk.desk(Outcome)
    first = outcome.number
    assert outcome.outcome == "returned"
    assert "身份证件已过有效期" in said(at)
    assert f"相同：昆山市{brand}早餐店" in said(at)
    assert "依据：" in said(at)
    assert at.kiosk.services.house.profile.telephone in said(at, "advice")

    hands = fingers(at.kiosk)
    hands.touch("next", to="identify")
    assert dict(at.kiosk.sitting.answers) == before
    hands.touch("never_proprietor.id_valid_until")
    hands.touch("next", to="review")
    at.kiosk.wait(lambda: at.kiosk.desk(NameDesk).state == "taken")
    at.kiosk.settle(100)
    hands.touch("mend_name", to="name")
    at.kiosk.desk(NameDesk).setBrand(next(at._brands))
    at.name_is("free")
    hands.touch("next", to="review")
    at.kiosk.wait(lambda: at.kiosk.desk(ReviewDesk).lacks == "")
    hands.touch("next", to="result")

    assert outcome.outcome == "approved"
    assert outcome.number != first
    assert dict(filed(at))[first] is ApplicationState.RETURNED


def test_the_reasons_of_an_approval_stand_behind_a_touch_and_a_slip_comes_where_no_message_does(at):
    review(at)
    at.kiosk.sitting.mobile_verified = False
    hand_in(at)
    hands = fingers(at.kiosk)
    assert not at.kiosk.has("bases")
    hands.touch("why")
    assert "第" in said(at, "bases")
    hands.touch("why")
    assert not at.kiosk.has("bases")

    before = printed(at)
    hands.touch("printSlip")
    at.kiosk.wait(lambda: printed(at) == before + 1)
    assert at.kiosk.has("printer")


def test_when_the_paper_is_out_the_way_on_is_the_end_and_another_sheet_stays_at_hand(at):
    review(at, name__brand="芃荇樨")
    hand_in(at)
    kiosk, outcome = at.kiosk, at.kiosk.desk(Outcome)
    kiosk.wait(lambda: outcome.state == "done")
    before = printed(at)
    assert not kiosk.has("printOnceMore")
    kiosk.tap("next")
    kiosk.wait(lambda: outcome.printed)
    kiosk.settle(200)
    assert printed(at) == before + 1
    kiosk.tap("printOnceMore")
    kiosk.wait(lambda: printed(at) == before + 2)
    kiosk.wait(lambda: kiosk.has("printOnceMore"))
    kiosk.settle(100)
    kiosk.tap("next")

    kiosk.come_to("attract")
    assert printed(at) == before + 2
    assert not outcome.printed


def test_a_referred_citizen_reads_why_what_to_bring_and_whom_to_call(at):
    review(at, proprietor__id_number=YOUTH)
    hand_in(at)

    profile = at.kiosk.services.house.profile
    assert at.kiosk.desk(Outcome).outcome == "referred"
    assert "请携带收入证明" in said(at)
    assert "依据：" in said(at)
    assert profile.hall in said(at, "advice")
    assert profile.telephone in said(at, "advice")

    before = printed(at)
    at.kiosk.tap("next")
    at.kiosk.wait(lambda: printed(at) == before + 1)


def test_what_is_with_staff_already_cannot_be_handed_to_them_twice(at):
    review(at, proprietor__id_number=YOUTH)
    hand_in(at)
    at.kiosk.tap("switch_help")
    at.kiosk.come_to("help")

    assert not at.kiosk.has("next")
    at.kiosk.tap("back")
    at.kiosk.come_to("result")
    assert at.kiosk.desk(Outcome).outcome == "referred"


def test_a_refused_citizen_reads_the_ground_the_remedies_and_may_have_a_person_look(at):
    review(at, proprietor__id_number=CHILD)
    hand_in(at)

    outcome, profile = at.kiosk.desk(Outcome), at.kiosk.services.house.profile
    refused = outcome.number
    assert outcome.outcome == "refused"
    assert "未满16周岁" in said(at)
    assert "《中华人民共和国民法典》" in said(at)
    assert profile.reconsideration in said(at, "advice")
    assert profile.court in said(at, "advice")
    assert not at.kiosk.has("amend")

    at.kiosk.tap("switch_help")
    at.kiosk.come_to("help")
    assert at.kiosk.desk(HelpDesk).lacks == ""
    hand_in(at)
    states = dict(filed(at))
    assert states[refused] is ApplicationState.REFUSED
    assert states[outcome.number] is ApplicationState.REFERRED


def test_a_locked_register_is_told_in_plain_words_and_trying_again_doubles_nothing(at):
    review(at)
    before = filed(at)
    kept = dict(at.kiosk.sitting.answers)
    other = sqlite3.connect(at.data / "register.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        at.kiosk.tap("next")
        for again in (False, True):
            if again:
                at.kiosk.tap("next")
            at.kiosk.wait(lambda: at.kiosk.desk(Outcome).state == "failed")
            at.kiosk.settle(100)
            assert "登记库正忙" in said(at)
            assert at.kiosk.page == "deciding"
        assert dict(at.kiosk.sitting.answers) == kept
        at.kiosk.tap("back")
        at.kiosk.come_to("review")
        at.kiosk.tap("next")
        at.kiosk.wait(lambda: at.kiosk.desk(Outcome).state == "failed")
    finally:
        other.execute("ROLLBACK")
        other.close()
    hand_in(at)

    new = [one for one in filed(at) if one not in before]
    assert len(new) == 1
    assert new[0][1] is ApplicationState.ISSUED
    assert at.kiosk.desk(Outcome).number == new[0][0]
