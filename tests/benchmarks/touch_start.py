"""Open the touch application once and say when its first page could be used (CLOCK_MONOTONIC)."""

import gc
import sys
import time


def main() -> None:
    """Print the instant at which the first page had been drawn, and end."""
    gc.disable()  # as python -m kiosk does until the house stands
    from PySide6.QtCore import QTimer

    from kiosk.assembly import assemble
    from kiosk.settings import load_settings
    from kiosk.ui.touch.app import Window, make_application, show

    with assemble(load_settings()) as services:
        application = make_application()
        with show(services, Window(1080, 1920)) as shown:
            drawn: list[float] = []

            def note() -> None:
                drawn.append(time.monotonic())
                if len(drawn) == 2:  # the second frame: the first one may still lack pictures
                    QTimer.singleShot(0, application.quit)

            shown.window.frameSwapped.connect(note)
            QTimer.singleShot(0, shown.window.update)
            QTimer.singleShot(50, shown.window.update)
            application.exec()
            sys.stdout.write(f"{drawn[0]}\n")


main()
