"""Registers for the store's tests: the same suite on SQLite and on a real PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.adapters.store import open_store
from kiosk.ports import Store
from tests.adapters.store.records import KEYS, NOW, RULES, new_id
from tests.parts import needs


@pytest.fixture(scope="session")
def postgres():
    needs("postgres")
    from tests.adapters.store.postgres import running_server

    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a register that is not there yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'register.sqlite'}"
    return request.getfixturevalue("postgres").fresh()


@pytest.fixture
def opened(url: str) -> Iterator[Callable[..., Store]]:
    """Opens the register, as often as wanted, as any terminal."""
    stores: list[Store] = []

    def again(terminal: str = "K01", keys=KEYS, **options) -> Store:
        stores.append(open_store(url, keys, terminal, new_id, **options))
        return stores[-1]

    yield again
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[..., Store]) -> Store:
    """A fresh register with one rule set."""
    fresh = opened()
    with fresh.write() as unit:
        unit.decisions.publish_rule_set(RULES, b"{}", NOW)
        unit.commit()
    return fresh
