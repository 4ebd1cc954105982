"""Every event is documented with its details, and every row the code writes is documented."""

import ast
from collections.abc import Iterator

from kiosk.catalogue.events import load_events
from kiosk.domain.events import DETAILS, Event
from tests.desk import REFERENCE, ROOT


def _rows_written() -> Iterator[tuple[str, str, set[str]]]:
    """(place, event, details) of every call of ``record`` whose event is a literal."""
    for path in sorted((ROOT / "kiosk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id != "record" or len(node.args) != 4:
                continue
            event = node.args[2]
            if isinstance(event, ast.Constant):
                place = f"{path.name}:{node.lineno}"
                yield place, str(event.value), {k.arg for k in node.keywords if k.arg}


def test_the_catalogue_and_the_code_know_the_same_events_and_details():
    documented = load_events(REFERENCE).events
    assert set(documented) == {event.value for event in Event}
    for event in Event:
        assert set(documented[event.value].details) == DETAILS[event], event


def test_every_event_has_words_in_both_languages():
    for name, words in load_events(REFERENCE).events.items():
        assert all((words.zh, words.en, words.by, words.subject)), name


def test_every_row_the_code_writes_is_documented():
    written = list(_rows_written())
    assert len(written) > 10
    for place, event, details in written:
        assert event in DETAILS, f"{place}: {event}"
        assert details <= DETAILS[Event(event)], (
            f"{place}: {event} {details - DETAILS[Event(event)]}"
        )
