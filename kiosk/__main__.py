"""python -m kiosk: hand the command line to the interface."""

import gc
import sys


def main() -> int:
    """Run the command in ``sys.argv`` and return its exit code."""
    gc.disable()  # modules and tables are no garbage; assembly switches it on again
    from kiosk.ui.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
