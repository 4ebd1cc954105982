"""A whole house in a folder of its own, put together as the product does it."""

import json
import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kiosk.assembly import assemble
from kiosk.catalogue.forms import load_form
from kiosk.domain.answers import Answers
from kiosk.domain.example import make_example
from kiosk.services.submit import Filing
from kiosk.settings import load_settings
from tests.journeys.installs import install_devices
from tests.parts import needs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    data = tmp_path_factory.mktemp("house")
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as put_together:
        yield put_together


@pytest.fixture(scope="module")
def house(services):
    return services.house


@pytest.fixture(scope="session")
def form():
    return load_form(ROOT / "forms" / "establishment")


@pytest.fixture
def example(form):
    """A complete application file that a stock install approves, new each time."""

    def make(**changes):
        made = make_example(form, random.SystemRandom(), date(2026, 11, 24))
        for field_id, value in changes.items():
            key = field_id.replace("__", ".")
            if value is None:
                made["answers"].pop(key, None)
            else:
                made["answers"][key] = value
        return made

    return make


@pytest.fixture
def filing(example):
    def make(**changes):
        return Filing("establishment", Answers(example(**changes)["answers"]))

    return make


@pytest.fixture(scope="session")
def new_example(form):
    """A complete application of an invented person, new each time, for fixtures of any scope."""
    return lambda: make_example(form, random.SystemRandom(), date(2026, 11, 24))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A folder of installed packages with the devices for provisioned terminals."""
    return install_devices(tmp_path_factory.mktemp("site"))


class Terminal:
    """Runs the command line as a person would, in a data folder of its own."""

    def __init__(self, data):
        self.data = data

    def run(self, *arguments, stdin=None, environment=None):
        own = {name: value for name, value in os.environ.items() if name != "KIOSK_CONFIG"}
        environment = {
            **own,
            "KIOSK_DATA": str(self.data),
            "PYTHONPATH": str(ROOT),
            **(environment or {}),
        }
        return subprocess.run(
            [sys.executable, "-m", "kiosk", *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            input=stdin,
            check=False,
            cwd=self.data,
        )

    def start(self, *arguments):
        environment = {**os.environ, "KIOSK_DATA": str(self.data), "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            [sys.executable, "-m", "kiosk", *map(str, arguments)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.data,
        )

    def write(self, name, content):
        file = self.data / name
        file.write_text(
            content if isinstance(content, str) else json.dumps(content, ensure_ascii=False),
            "utf-8",
        )
        return file

    def card_of(self, application):
        answers = application["answers"]
        number = answers["proprietor.id_number"]
        return self.write(
            f"card-{number[-6:]}.json",
            {
                "name": answers["proprietor.name"],
                "sex": "男" if int(number[16]) % 2 else "女",
                "nation": "汉",
                "birth": number[6:14],
                "address": "江苏省昆山市示例路1号",
                "number": number,
                "issuer": "示例市公安局",
                "from": "20200101",
                "to": "长期",
            },
        )


@pytest.fixture
def terminal(tmp_path):
    return Terminal(tmp_path)


@pytest.fixture(scope="session")
def postgres():
    needs("postgres")
    from tests.adapters.store.postgres import running_server

    with running_server() as server:
        yield server
