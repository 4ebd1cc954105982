"""Papers given to printers and blank sheets: kept as given, counted together, on both databases."""

import hashlib
from dataclasses import replace

from kiosk.domain.print_job import PrintJob, PrintState
from kiosk.domain.printout import Blank, BlankStock, Printout, reprints_of
from kiosk.domain.states import DocumentKind
from tests.adapters.store.crowd import race
from tests.adapters.store.records import NOW, application, later, new_id

COPY = DocumentKind.LICENCE_COPY


def printout(of, **changed) -> Printout:
    values = {
        "id": new_id(),
        "terminal": "K01",
        "application_id": of.id,
        "kind": COPY,
        "copy": 1,
        "reprint": 0,
        "sha256": hashlib.sha256(b"x").hexdigest(),
        "at": NOW,
        "job": PrintJob(2),
    }
    return Printout(**{**values, **changed})


def test_a_printout_is_kept_as_given_and_found_until_it_is_known(store):
    one = application()
    first = printout(one)
    other = printout(one, terminal="K02", at=later(1))
    letter = printout(one, kind=DocumentKind.RECEIPT, at=later(2))
    asked = PrintJob(2, PrintState.SENT_UNCOUNTED)
    with store.write() as unit:
        unit.applications.add(one)
        for each in (other, first, letter):
            unit.printouts.add(each)
        unit.commit()
    with store.write() as unit:
        assert unit.printouts.of(one.id) == [first, other, letter]
        assert unit.printouts.left_open("K01") == [first, letter]
        first = replace(first, device_job="7", job=asked)
        unit.printouts.keep(first)
        unit.printouts.keep(replace(letter, job=asked))
        assert unit.printouts.left_open("K01") == []
        assert unit.printouts.unknown("K01") == [first]
        unit.printouts.keep(replace(first, job=asked.answered(came_out=False)))
        assert len(unit.printouts.unknown("K01")) == 1
        said = replace(first, job=asked.answered(came_out=True), said_by="周示例")
        unit.printouts.keep(said)
        assert (unit.printouts.get(first.id), unit.printouts.get(new_id())) == (said, None)
        assert unit.printouts.unknown("K01") == []
        unit.commit()


def test_sheets_are_added_up_by_terminal_and_kind(store):
    with store.write() as unit:
        unit.blanks.count("K01", Blank.COPY, loaded=50)
        unit.blanks.count("K01", Blank.COPY, used=2, spoiled=1)
        unit.blanks.count("K02", Blank.COPY, used=1)
        unit.commit()
    with store.read() as unit:
        assert unit.blanks.stock("K01") == {
            Blank.COPY: BlankStock(50, 2, 1),
            Blank.ORIGINAL: BlankStock(),
        }
        assert unit.blanks.stock("K02")[Blank.COPY].left == -1


def test_of_terminals_that_print_at_the_same_moment_one_has_the_original(url, opened):
    one = application()
    with opened().write() as unit:
        unit.applications.add(one)
        unit.commit()

    def begin(store, terminal, runner, number):
        with store.write() as unit:
            unit.printouts.hold(one.id)
            reprint = reprints_of(unit.printouts.of(one.id), COPY, number + 1)
            given = printout(one, terminal=terminal, copy=number + 1, reprint=reprint)
            unit.printouts.add(given)
            unit.blanks.count("K01", Blank.COPY, used=1)
            unit.commit()
        return reprint

    for row in race(url, 6, 2, begin):
        assert sorted(row) == list(range(6))
    with opened().read() as unit:
        assert unit.blanks.stock("K01")[Blank.COPY].used == 12
