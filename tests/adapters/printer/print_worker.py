"""Prints the 副本 of an application until it is killed: ``print_worker.py DATA URI NUMBER``."""

import sys
import time
from pathlib import Path

from kiosk.assembly import assemble
from kiosk.catalogue.printing import load_print_policy
from kiosk.domain.states import DocumentKind
from kiosk.services.printouts import PaperPrint, Wanted
from kiosk.settings import load_settings, resources_dir


def settings_for(data: Path, uri: str):
    """The install of a folder with a printer at that address."""
    file = data / "kiosk.toml"
    file.write_text(f'[printer]\nkind = "cups"\n[printer.options]\nuri = "{uri}"\n', "utf-8")
    return load_settings({"KIOSK_DATA": str(data), "KIOSK_CONFIG": str(file)})


def _wait(seconds: float) -> bool:
    time.sleep(seconds / 10)
    return False


def main(data: Path, uri: str, number: str) -> None:
    with assemble(settings_for(data, uri)) as services:
        policy = load_print_policy(resources_dir() / "reference")
        wanted = Wanted(number, DocumentKind.LICENCE_COPY)
        paper = PaperPrint(services.house, services.printer, policy, wanted)
        paper.settle(paper.carry(_wait, _wait, lambda _job: None))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
