"""Every state of every page, brought about at once: for geometry, colours, pictures and names."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain.answers import Answers
from kiosk.domain.credit_code import mint_credit_code, practice_body
from kiosk.services.drafts import save_draft
from kiosk.services.staff import add_person
from kiosk.ui.touch.card_desk import CardDesk
from kiosk.ui.touch.card_signing import CardSigning
from kiosk.ui.touch.checker import Checker
from kiosk.ui.touch.lookup import Lookup
from kiosk.ui.touch.mobile_desk import MobileDesk
from kiosk.ui.touch.name_desk import NameDesk
from kiosk.ui.touch.outcome import Outcome
from kiosk.ui.touch.printing import PrintDesk
from kiosk.ui.touch.staff_desk import StaffDesk
from kiosk.ui.touch.trade_desk import TradeDesk
from tests.builders import identity
from tests.desk import StillClock
from tests.screens.at_kiosk import CARD, AtKiosk, at_kiosk
from tests.screens.standing import BEFORE_NAME, COMPLETE, IDENTITY, MOBILE, step_to, take_name

STILL = '[screen]\nreduced_motion = true\n[voice]\nkind = "silent"\n'
TAKEN, FREE = "晨光", "芃芮菀"
STAFF, PIN = "周示例", "735192"
SIGNATURE = [[[300, 80], [600, 80]], [[450, 40], [450, 260]], [[320, 260], [640, 240]]]
DECLARED = {f"declarations.{name}": True for name in ("truth", "name", "premises", "permits")}
SIGNED = {**COMPLETE, **DECLARED, "signature": SIGNATURE}
CODE_OF_NOBODY = mint_credit_code("320583", practice_body(20_000_000)).text


def _free_brands() -> list[str]:
    """An approved application takes its own away."""
    return [one + other for one in "芃苒茗荇莳菘葭" for other in "榆枫桐梓棠楠榕柠桦樨"]


@dataclass
class Stand:
    """One open kiosk at which every state can be shown, again and again."""

    kiosk: AtKiosk
    clock: StillClock
    data: Path
    _undo: list[Callable[[], object]] = field(default_factory=list)
    _approved: str = ""
    _brands: Iterator[str] = field(default_factory=lambda: iter(_free_brands()))

    def show(self, name: str) -> None:
        """Wipe what was, and bring that state about."""
        self.leave()
        self.clock.go(minutes=2)  # so that another code may be sent
        STATES[name].bring(self)
        self.kiosk.settle(60)

    def leave(self) -> None:
        """Back to the first page, devices well."""
        while self._undo:
            self._undo.pop()()
        self.kiosk.services.card_reader.take_away()
        self.kiosk.services.printer.set_fault("")
        self.kiosk.wait(lambda: not self.kiosk.sitting.touch.work._waiting)
        self.kiosk.sitting.wipe()
        self.kiosk.settle(30)

    def after(self, undo: Callable[[], object]) -> None:
        """Have something undone when the state is left."""
        self._undo.append(undo)

    def no_thread_free(self) -> None:
        """Keep every thread of the interface busy, so that what waits for one goes on waiting."""
        gate = threading.Event()
        for _ in range(3):
            self.kiosk.sitting.touch.work.behind(gate.wait)
        self.after(gate.set)

    def lay(self, **other: str) -> None:
        """Lay the card on the reader, changed as said, and wait until it was read."""
        watch = self.kiosk.desk(CardDesk)._watch
        self.kiosk.wait(lambda: not watch._old)  # nothing lies there from before
        self.kiosk.lay({**CARD, **other})
        self.kiosk.wait(lambda: self.kiosk.sitting.card is not None)

    def decide(self, page: str = "result", *, help_wanted: bool = False, **changed: object) -> None:
        """Hand a complete application in, and wait for what comes of it."""
        kiosk = self.kiosk
        changes = {key.replace("__", "."): value for key, value in changed.items()}
        changes.setdefault("name.brand", next(self._brands))
        step_to(kiosk, "review", {**SIGNED, **changes})
        kiosk.sitting.help_wanted = help_wanted
        kiosk.sitting.mobile_verified = True
        kiosk.sitting.began -= 104
        kiosk.sitting.open("deciding")
        kiosk.wait(lambda: kiosk.page == page)

    def approved(self) -> str:
        """The credit code of a business that this kiosk registered."""
        if not self._approved:
            self.decide()
            self._approved = self.kiosk.desk(Outcome).creditCode
            assert self._approved
        return self._approved

    def name_is(self, state: str) -> None:
        """Wait until the name was judged, and so."""
        self.kiosk.wait(lambda: self.kiosk.desk(NameDesk).state == state)


@dataclass(frozen=True)
class State:
    """How a page is brought to one of its states, and with which others it is tested."""

    group: str
    bring: Callable[[Stand], None]


STATES: dict[str, State] = {}
GROUPS = ("hall", "identity", "business", "name", "end", "afterwards", "staff")


def _state(group: str) -> Callable[[Callable[[Stand], None]], Callable[[Stand], None]]:
    def take(bring: Callable[[Stand], None]) -> Callable[[Stand], None]:
        STATES[bring.__name__] = State(group, bring)
        return bring

    return take


@contextmanager
def stand(
    data: Path,
    size: tuple[int, int],
    doubles: Mapping[str, object] | None = None,
    toml: str = STILL,
) -> Iterator[Stand]:
    """Open a kiosk of that size at which a name is taken already and somebody may sign in."""
    clock = StillClock()
    with at_kiosk(data, size, toml, clock=clock, doubles=doubles) as kiosk:
        take_name(kiosk, TAKEN)
        add_person(kiosk.services.house, STAFF, PIN, "test")
        opened = Stand(kiosk, clock, data)
        yield opened
        opened.leave()


# ── before and beside a form ─────────────────────────────────────────────────────────────────
@_state("hall")
def attract(at: Stand) -> None:
    """The first page."""


@_state("hall")
def notice(at: Stand) -> None:
    at.kiosk.sitting.begin("establishment")


@_state("hall")
def out_of_service(at: Stand) -> None:
    at.kiosk.sitting.open("out_of_service")


@_state("hall")
def help_before_a_form(at: Stand) -> None:
    at.kiosk.sitting.askHelp()


@_state("hall")
def help_in_a_form(at: Stand) -> None:
    step_to(at.kiosk, "name", BEFORE_NAME)
    at.kiosk.sitting.askHelp()


@_state("hall")
def leave_sheet(at: Stand) -> None:
    step_to(at.kiosk, "trade", {**IDENTITY, **MOBILE})
    at.kiosk.sitting.askLeave()


@_state("hall")
def leave_sheet_with_a_draft(at: Stand) -> None:
    identify_read(at)
    at.kiosk.sitting.askLeave()


@_state("hall")
def idle_sheet(at: Stand) -> None:
    at.kiosk.sitting.begin("establishment")
    for _ in range(72):
        at.kiosk.sitting.idle.tick()
    assert at.kiosk.sitting.idle.countdown > 0


@_state("hall")
def display_sheet(at: Stand) -> None:
    at.kiosk.tap("switch_display")
    at.after(lambda: at.kiosk.tap("accept"))


# ── who ──────────────────────────────────────────────────────────────────────────────────────
@_state("identity")
def identify_waiting(at: Stand) -> None:
    at.kiosk.sitting.begin("establishment")
    at.kiosk.sitting.next()


@_state("identity")
def identify_read(at: Stand) -> None:
    identify_waiting(at)
    at.lay()


@_state("identity")
def identify_expired(at: Stand) -> None:
    identify_waiting(at)
    at.lay(**{"from": "20060607", "to": "20160607"})


@_state("identity")
def identify_typed(at: Stand) -> None:
    identify_waiting(at)
    at.kiosk.desk(CardDesk).typeInstead()


@_state("identity")
def identify_typed_with_problems(at: Stand) -> None:
    identify_typed(at)
    at.kiosk.sitting.next()


@_state("identity")
def identify_reader_out(at: Stand) -> None:
    at.kiosk.services.card_reader.set_fault("cable_out")
    at.after(lambda: at.kiosk.services.card_reader.set_fault(""))
    identify_waiting(at)
    at.kiosk.wait(lambda: at.kiosk.desk(CardDesk).faultWords != "")


@_state("identity")
def identify_with_a_draft(at: Stand) -> None:
    house = at.kiosk.services.house
    form = house.procedures["establishment"].form
    save_draft(house, CARD["number"], form.procedure, form.version, Answers(COMPLETE), kept=True)
    identify_read(at)
    at.kiosk.wait(lambda: at.kiosk.has("draft"))
    at.after(at.kiosk.sitting.leave)


@_state("identity")
def mobile_number(at: Stand) -> None:
    step_to(at.kiosk, "mobile", IDENTITY)
    for digit in MOBILE["proprietor.mobile"][:7]:
        at.kiosk.desk(MobileDesk).type(digit)


@_state("identity")
def mobile_whole(at: Stand) -> None:
    step_to(at.kiosk, "mobile", {**IDENTITY, **MOBILE})


@_state("identity")
def mobile_code(at: Stand) -> None:
    mobile_whole(at)
    desk = at.kiosk.desk(MobileDesk)
    desk.send()
    at.kiosk.wait(lambda: desk.stage == "code")
    for digit in "246":
        desk.type(digit)


@_state("identity")
def mobile_wrong_code(at: Stand) -> None:
    mobile_code(at)
    desk = at.kiosk.desk(MobileDesk)
    for digit in "810":
        desk.type(digit)
    at.kiosk.wait(lambda: desk.problemWords != "")


@_state("identity")
def mobile_settled(at: Stand) -> None:
    mobile_whole(at)
    at.kiosk.desk(MobileDesk).goWithout()
    at.kiosk.sitting.back()


# ── what and where ───────────────────────────────────────────────────────────────────────────
@_state("business")
def trade_empty(at: Stand) -> None:
    step_to(at.kiosk, "trade", {**IDENTITY, **MOBILE})


@_state("business")
def trade_chosen(at: Stand) -> None:
    trade_empty(at)
    at.kiosk.desk(TradeDesk).pick("早餐店")


@_state("business")
def trade_found(at: Stand) -> None:
    trade_empty(at)
    at.kiosk.desk(TradeDesk).search("零售")


@_state("business")
def trade_with_a_permit(at: Stand) -> None:
    trade_empty(at)
    at.kiosk.sitting.set_answers({"scope.items": ["烟花爆竹零售", "日用百货销售"]})


@_state("business")
def premises_empty(at: Stand) -> None:
    step_to(at.kiosk, "premises", {**BEFORE_NAME, **_nothing_of("premises.")})


@_state("business")
def premises_filled(at: Stand) -> None:
    step_to(at.kiosk, "premises", BEFORE_NAME)


@_state("business")
def premises_with_problems(at: Stand) -> None:
    premises_empty(at)
    at.kiosk.sitting.next()


@_state("business")
def fields(at: Stand) -> None:
    step_to(at.kiosk, "fields", COMPLETE)


@_state("business")
def fields_with_problems(at: Stand) -> None:
    step_to(at.kiosk, "fields", {**COMPLETE, **_nothing_of("particulars.", "proprietor.ed")})
    at.kiosk.sitting.next()


@_state("business")
def fields_of_a_family(at: Stand) -> None:
    step_to(at.kiosk, "fields", {**COMPLETE, "particulars.composition": "family"})
    at.kiosk.sitting.next()


# ── the name ─────────────────────────────────────────────────────────────────────────────────
@_state("name")
def name_empty(at: Stand) -> None:
    """The keyboard is open."""
    step_to(at.kiosk, "name", BEFORE_NAME)


@_state("name")
def name_taken(at: Stand) -> None:
    step_to(at.kiosk, "name", {**BEFORE_NAME, "name.brand": TAKEN})
    at.name_is("taken")


@_state("name")
def name_free(at: Stand) -> None:
    step_to(at.kiosk, "name", {**BEFORE_NAME, "name.brand": FREE})
    at.name_is("free")


@_state("name")
def name_refused(at: Stand) -> None:
    step_to(at.kiosk, "name", {**BEFORE_NAME, "name.brand": "第一"})
    at.name_is("refused")


@_state("name")
def name_typing(at: Stand) -> None:
    """Letters typed, candidates offered."""
    name_empty(at)
    at.kiosk.settle(300)
    for letter in "chengua":
        at.kiosk.tap(f"key_{letter}" if at.kiosk.has(f"key_{letter}") else "key_c")
    at.kiosk.settle(100)


# ── the end of the form ──────────────────────────────────────────────────────────────────────
@_state("end")
def review_empty(at: Stand) -> None:
    step_to(at.kiosk, "review", COMPLETE)
    at.name_is("free")


@_state("end")
def review_signed(at: Stand) -> None:
    step_to(at.kiosk, "review", SIGNED)
    at.name_is("free")


@_state("end")
def review_with_problems(at: Stand) -> None:
    step_to(at.kiosk, "review", {**SIGNED, "particulars.capital": None})


@_state("end")
def review_signing_by_card(at: Stand) -> None:
    step_to(at.kiosk, "review", COMPLETE)
    at.kiosk.desk(CardSigning).start()


@_state("end")
def deciding(at: Stand) -> None:
    """By a name of its own: what was handed in is decided when the threads are free again."""
    step_to(at.kiosk, "review", {**SIGNED, "name.brand": "蘅芷汀"})
    at.no_thread_free()
    at.kiosk.sitting.open("deciding")


@_state("end")
def deciding_failed(at: Stand) -> None:
    """The same application was handed in before, with other answers."""
    at.decide()
    key = at.kiosk.sitting.key
    step_to(at.kiosk, "review", {**SIGNED, "particulars.capital": "7"})
    at.kiosk.sitting.key = key
    at.kiosk.sitting.open("deciding")
    at.kiosk.wait(lambda: at.kiosk.desk(Outcome).state == "failed")


@_state("end")
def result_approved(at: Stand) -> None:
    at.decide()


@_state("end")
def result_returned(at: Stand) -> None:
    at.decide(proprietor__id_valid_until="2016-06-07")


@_state("end")
def result_referred(at: Stand) -> None:
    at.decide(help_wanted=True)


@_state("end")
def result_refused(at: Stand) -> None:
    at.decide(proprietor__id_number=identity(birth="20130607"))


@_state("end")
def result_without_paper(at: Stand) -> None:
    result_approved(at)
    at.kiosk.services.printer.set_fault("no_paper")
    at.kiosk.desk(Outcome).printPaper()
    at.kiosk.wait(lambda: not at.kiosk.sitting.touch.work._waiting)


@_state("end")
def result_asks_whether_it_came_out(at: Stand) -> None:
    at.decide(proprietor__id_number=identity(birth="19910304"))  # nobody may have six businesses
    at.kiosk.services.printer.set_fault("uncounted")
    at.kiosk.desk(Outcome).printPaper()
    at.kiosk.wait(lambda: at.kiosk.desk(PrintDesk).state == "asking")


# ── afterwards ───────────────────────────────────────────────────────────────────────────────
@_state("afterwards")
def progress(at: Stand) -> None:
    at.kiosk.sitting.open("progress")


@_state("afterwards")
def progress_unknown(at: Stand) -> None:
    progress(at)
    lookup = at.kiosk.desk(Lookup)
    lookup.ask("开业-320583-2026-K01-000000-0", "000000")
    at.kiosk.wait(lambda: lookup.problemWords != "")


@_state("afterwards")
def progress_found(at: Stand) -> None:
    at.approved()
    progress(at)
    _found(at)


@_state("afterwards")
def collect(at: Stand) -> None:
    at.kiosk.sitting.open("collect")


@_state("afterwards")
def collect_nothing(at: Stand) -> None:
    collect(at)
    at.lay(number=identity(order="007"))
    at.kiosk.wait(lambda: at.kiosk.desk(Lookup).asked)


@_state("afterwards")
def collect_found(at: Stand) -> None:
    at.approved()
    collect(at)
    _found(at)


@_state("afterwards")
def verify_empty(at: Stand) -> None:
    at.kiosk.sitting.open("verify")


@_state("afterwards")
def verify_mistyped(at: Stand) -> None:
    verify_empty(at)
    at.kiosk.desk(Checker).check("9232058")


@_state("afterwards")
def verify_bad(at: Stand) -> None:
    verify_empty(at)
    _checked(at, CODE_OF_NOBODY, "bad")


@_state("afterwards")
def verify_specimen(at: Stand) -> None:
    code = at.approved()
    at.leave()
    verify_empty(at)
    _checked(at, code, "specimen")


# ── staff ────────────────────────────────────────────────────────────────────────────────────
@_state("staff")
def staff_signing_in(at: Stand) -> None:
    at.kiosk.desk(StaffDesk).come()
    at.after(at.kiosk.desk(StaffDesk).leave)


@_state("staff")
def staff_wrong_pin(at: Stand) -> None:
    staff_signing_in(at)
    at.kiosk.desk(StaffDesk).signIn(STAFF, "000000")
    at.kiosk.wait(lambda: at.kiosk.desk(StaffDesk).problemWords != "")


@_state("staff")
def staff_signed_in(at: Stand) -> None:
    staff_signing_in(at)
    desk = at.kiosk.desk(StaffDesk)
    desk.signIn(STAFF, PIN)
    at.kiosk.wait(lambda: desk.person != "" and bool(desk.checks))


# ── within ───────────────────────────────────────────────────────────────────────────────────
def _nothing_of(*beginnings: str) -> dict[str, None]:
    return {key: None for key in COMPLETE if key.startswith(beginnings)}


def _found(at: Stand) -> None:
    at.lay()
    at.kiosk.wait(lambda: bool(at.kiosk.desk(Lookup).found))


def _checked(at: Stand, text: str, verdict: str) -> None:
    checker = at.kiosk.desk(Checker)
    checker.check(text)
    at.kiosk.wait(lambda: checker.verdict == verdict)
