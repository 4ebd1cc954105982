"""A kiosk that runs for weeks calls Qt millions of times."""

import subprocess
import sys

CALLS = """
import kiosk.ui.touch
from PySide6.QtCore import QObject
one = QObject()
for number in range(200_000):
    one.setObjectName(str(number % 2))  # returns nothing, and emits
    one.objectNameChanged.emit("x")
    one.setProperty("told", number % 2 == 0)
    one.property("told")
print("alive")
"""


def test_calls_into_qt_do_not_end_the_process():
    ran = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stdout) == (0, "alive\n"), ran.stderr
