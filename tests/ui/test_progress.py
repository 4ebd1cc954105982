"""A long command tells how far it is: in one line on a terminal, in few lines elsewhere."""

import io

from kiosk.ui.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_away_from_a_terminal_there_is_a_line_for_every_tenth():
    out = io.StringIO()
    progress = Progress("lines", out)
    for done in range(0, 1001, 5):
        progress.tell(done, 1000)
    progress.end()

    lines = out.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("0 of 1,000 lines")
    assert lines[-1].startswith("1,000 of 1,000 lines")


def test_where_the_whole_is_unknown_every_step_has_its_line():
    out = io.StringIO()
    progress = Progress("names", out)
    for done in (50_000, 100_000):
        progress.tell(done)
    assert [line.split(",")[0] for line in out.getvalue().splitlines()] == ["50", "100"]


def test_on_a_terminal_one_line_is_drawn_over_itself_and_left_at_the_end():
    out = Terminal()
    progress = Progress("lines", out)
    for done in (0, 500, 1000):
        progress.tell(done, 1000)
    progress.end()

    drawn = out.getvalue()
    assert drawn.count("\n") == 1
    assert drawn.endswith("\n")
    last = drawn.rstrip("\n").split("\r")[-1]
    assert last.startswith("[########################] 1,000 of 1,000 lines")
