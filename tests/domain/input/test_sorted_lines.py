"""A table that is searched where it lies finds what a plain search finds."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.input.sorted_lines import SortedLines

LINES = st.lists(st.text(alphabet="ab王𬎆 ", min_size=1, max_size=4), min_size=1, max_size=30)


@given(LINES, st.text(alphabet="ab王𬎆 ", max_size=4))
def test_the_lines_that_begin_so_are_found_in_order(lines, prefix):
    encoded = sorted(line.encode() for line in lines)
    table = SortedLines(b"\n".join(encoded) + b"\n")
    wanted = [line.decode() for line in encoded if line.startswith(prefix.encode())]

    assert table.starting(prefix) == wanted
    assert table.has(prefix.encode()) == bool(wanted)


def test_an_empty_table_holds_nothing():
    assert SortedLines(b"").starting("a") == []
    assert not SortedLines(b"").has(b"a")
