"""Carry a scripted citizen through the real interface off-screen and keep a picture of every page."""

import os
import shutil
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"

from tests.screens.at_kiosk import at_kiosk
from tests.screens.citizen import Citizen

WATCH = """
  To use it yourself over VNC, on loopback alone (from afar: through an SSH tunnel):
    packaging/watch.sh 5905
    and open 127.0.0.1:5905 with a VNC viewer
  With a display of its own:  {kiosk} run --window 1080x1920 --demo
"""


def main(out: Path) -> int:
    """Walk, print what happened, and say where everything lies."""
    pictures = out / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    data = out / "data"
    shutil.rmtree(data, ignore_errors=True)
    with at_kiosk(data) as kiosk:

        def look(name: str) -> None:
            place = pictures / f"{len(list(pictures.iterdir())) + 1:02d}-{name}.png"
            kiosk.grab(place)
            print(f"  {name:<16} {place}", flush=True)

        citizen = Citizen(kiosk, look=look)
        citizen.go()
        citizen.collect_on_paper()
        printed = sorted((data / "print").glob("*.pdf"))
        for message in kiosk.messages():
            print(f"  SMS              {message.strip()}")
    print(f"  licence          {printed[-1]} （样本 specimen）")
    print(f"  {citizen.touches} touches, {citizen.klm_seconds:.0f} s by the keystroke-level model")
    print(WATCH.format(kiosk=".venv/bin/kiosk"))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
