"""kiosk run: open the touch application that a citizen uses."""

import argparse
import re

from kiosk.ui.cli.exits import DONE

_SIZE = re.compile(r"([0-9]{3,5})x([0-9]{3,5})")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--window", type=_size, metavar="WxH", help="a window of that many pixels, not full screen"
    )
    parser.add_argument(
        "--demo", action="store_true", help="emulated reader, printer and phone on a dock beside"
    )


def _size(text: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError("write it as 1080x1920")
    return int(found[1]), int(found[2])


def run(args: argparse.Namespace) -> int:
    """Open the application; it ends by a signal, and starts again from the staff page."""
    import os
    import sys

    from kiosk.assembly import assemble
    from kiosk.settings import load_settings
    from kiosk.ui.touch.app import Window, run_touch
    from kiosk.ui.touch.staff_desk import RESTART

    window = Window(*args.window) if args.window else Window()
    with assemble(load_settings()) as services:
        code = run_touch(services, window, demo=args.demo)
    if code == RESTART:
        os.execv(sys.executable, [sys.executable, "-m", "kiosk", *sys.argv[1:]])  # noqa: S606
    return DONE
