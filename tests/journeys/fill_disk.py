"""Runs the command line on the small disk it is given, filled and freed; prints what it said."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

from kiosk.assembly import assemble
from kiosk.services.submit import submit
from kiosk.settings import load_settings
from tests.journeys import brands
from tests.journeys.census import faults_of

MIB = 1 << 20


class Disk:
    """The small disk: the data folder on it, and a ballast that leaves so much room."""

    def __init__(self, folder: Path, files: Path) -> None:
        self.data, self.files, self.ballast = folder / "data", files, folder / "ballast"
        self.said: dict[str, dict[str, object]] = {}

    def leave(self, free: int) -> None:
        """Fill the disk until only ``free`` bytes are free; with more than there are, empty it."""
        self.ballast.unlink(missing_ok=True)
        state = os.statvfs(self.ballast.parent)
        room = state.f_bavail * state.f_frsize - free
        if room > 0:
            with self.ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, room)

    def kiosk(self, step: str, *arguments: str) -> list[dict]:
        """Run a command and note its exit code and words under ``step``."""
        ran = subprocess.run(
            [sys.executable, "-m", "kiosk", *arguments],
            env={**os.environ, "KIOSK_DATA": str(self.data)},
            capture_output=True,
            text=True,
            check=False,
        )
        self.said[step] = {"exit": ran.returncode, "out": ran.stdout, "err": ran.stderr}
        return [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]

    def apply(self, step: str, count: int = 1) -> list[str]:
        """Hand in new filings; the numbers of those that were taken."""
        names = []
        for number in range(count):
            answers = brands.filing(Random()).answers.as_json()
            content = {"procedure": "establishment", "answers": answers}
            file = self.files / f"{step}-{number}.json"
            file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
            names.append(str(file))
        reports = self.kiosk(step, "apply", "--json", *names)
        return [report["application"] for report in reports if report["application"]]


def main(folder: Path, files: Path) -> None:
    disk = Disk(folder, files)
    disk.leave(0)
    taken = disk.apply("first use of a full disk")
    disk.leave(1 << 40)
    taken += disk.apply("enough room", 2)

    disk.leave(32 * MIB)
    taken += disk.apply("below the gate", 2)
    disk.leave(1 << 40)
    with assemble(load_settings({"KIOSK_DATA": str(disk.data)})) as services:
        house = services.house
        left = [submit(house, brands.filing(Random())).application.number for _ in range(3)]
    disk.leave(0)
    taken += disk.apply("no room at all", 2)
    disk.kiosk("status on a full disk", "status", left[0], "--json")
    disk.leave(256 << 10)
    taken += disk.apply("hardly any room")

    disk.leave(1 << 40)
    taken += disk.apply("room again")
    with assemble(load_settings({"KIOSK_DATA": str(disk.data)})) as services:
        acknowledged = [(number, "new") for number in [*taken, *left]]
        faults = faults_of(services, acknowledged)
    print(json.dumps({"said": disk.said, "taken": len(taken), "faults": faults}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
