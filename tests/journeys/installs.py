"""Whole installs in folders of their own: settings, devices, a bench with a card and a person."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.make_pack import FictionalAuthority

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tests/packages/zhaoban_test_devices"
PERSONS = ("--by", "王甲", "--by", "李乙")
DEVICES = {kind: {"kind": "bench"} for kind in ("card_reader", "holder_check", "printer", "sms")}


def install_devices(site: Path) -> Path:
    """Put the package of test devices into a folder, as an installer of packages leaves it."""
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text("utf-8"))["project"]
    about = site / f"zhaoban_test_devices-{project['version']}.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    lines = [
        line
        for group, points in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {place}" for name, place in points.items()))
    ]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n")
    shutil.copy(PACKAGE / "zhaoban_test_devices.py", site)
    return site


class Install:
    """One terminal: a data folder, its settings file, and the program it runs."""

    def __init__(self, folder: Path, site: Path, program: Path = ROOT, settings=None, **variables):
        self.folder, self.site, self.program = folder, site, program
        self.variables = variables
        self.data = folder / "data"
        (self.data / "bench").mkdir(parents=True, exist_ok=True)
        self.set(**(DEVICES if settings is None else settings))

    def set(self, **sections) -> None:
        """Write the settings file."""
        self.settings = sections
        lines = []
        for name, values in sections.items():
            lines += [f"[{name}]", *(f"{key} = {json.dumps(v)}" for key, v in values.items())]
        (self.folder / "kiosk.toml").write_text("\n".join(lines), "utf-8")

    def copy(self, folder: Path, program: Path | None = None, **changed) -> "Install":
        """The same install in another folder, to be spoilt there."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        settings = {**self.settings, **changed}
        return Install(folder, self.site, program or self.program, settings, **self.variables)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            **self.variables,
            "KIOSK_DATA": str(self.data),
            "KIOSK_CONFIG": str(self.folder / "kiosk.toml"),
            "PYTHONPATH": os.pathsep.join(map(str, (self.program, self.site))),
        }

    def run(self, *arguments):
        return subprocess.run(
            [sys.executable, "-m", "kiosk", *map(str, arguments)],
            env=self.environment, capture_output=True, text=True, check=False, cwd=self.folder,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def done(self, *arguments) -> str:
        """Run what must succeed and give what it printed."""
        ran = self.run(*arguments)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def apply(self, application, *options):
        """The exit code and the report of one application file."""
        file = self.write("application.json", application)
        ran = self.run("apply", "--json", *options, file)
        assert ran.stdout, ran.stderr
        return ran.returncode, json.loads(ran.stdout)

    def write(self, name: str, content) -> Path:
        file = self.folder / name
        file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        return file

    def seat(self, application, *, holder=True, until="2040-01-01") -> None:
        """Lay the proprietor's card on the reader, and let the proprietor stand there, or not."""
        answers = application["answers"]
        number = answers["proprietor.id_number"]
        card = {
            "name": answers["proprietor.name"],
            "number": number,
            "sex": "male" if int(number[16]) % 2 else "female",
            "nation": "汉族",
            "birth": f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
            "address": "示例省示例市示例路1号",
            "issuer": "示例市公安局",
            "valid_from": "2020-01-01",
            "valid_until": until,
        }
        bench = self.data / "bench"
        (bench / "card.json").write_text(json.dumps(card), "utf-8")
        (bench / "holder").write_text(number if holder else "somebody else", "utf-8")

    def request(self) -> dict:
        """What ``kiosk key export`` asks the authority for."""
        self.done("key", "export", "--out", "request.json")
        return json.loads((self.folder / "request.json").read_text("utf-8"))

    def provision(self, authority: FictionalAuthority, pack: bytes, *persons, fingerprint=None):
        (self.folder / "pack.zip").write_bytes(pack)
        told = fingerprint or fingerprint_of(authority)
        return self.run("provision", "pack.zip", *(persons or PERSONS), "--fingerprint", told)


def an_authority() -> FictionalAuthority:
    """One that began yesterday."""
    return FictionalAuthority(datetime.now(UTC) - timedelta(days=1))


def fingerprint_of(authority: FictionalAuthority) -> str:
    return hashlib.sha256(authority.root_der).hexdigest()


def made_real(install: Install, authority: FictionalAuthority) -> Install:
    """Take the install from nothing to provisioned, as its operators do."""
    install.done("key", "recovery", "--by", "王甲")
    authority.certify(install.request())
    ran = install.provision(authority, authority.pack())
    assert ran.returncode == 0, ran.stderr
    return install


def issued(install: Install, application) -> dict:
    """The report of an application whose proprietor stands at the terminal with the card."""
    install.seat(application)
    code, report = install.apply(application, "--read-card")
    assert (code, report["outcome"]) == (0, "approved"), report
    return report


def verified(install: Install, target):
    """The exit code of ``kiosk verify`` and its report."""
    ran = install.run("verify", "--json", target)
    return ran.returncode, json.loads(ran.stdout)


def copy_of_program(folder: Path) -> Path:
    """The program with forms and reference data of its own; the large fonts are linked."""
    for name in ("kiosk", "forms", "resources/reference", "resources/brand"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "resources/fonts").symlink_to(ROOT / "resources/fonts")
    return folder
