"""kill -9 at any moment: no acknowledged application is lost, nothing is half, no number twice."""

from random import Random

import pytest

from tests.adapters.store.crowd import kill_in_a_loop
from tests.adapters.store.work import faults_of, publish


@pytest.mark.parametrize(("loops", "others"), [(8, 0), (6, 3)], ids=["alone", "among others"])
def test_killed_kiosks_lose_nothing_they_acknowledged(url, opened, loops, others):
    store = opened("X01")
    publish(store)

    acknowledged = kill_in_a_loop(url, loops, others, Random(loops))

    codes = [code for _, code in acknowledged if code]
    assert len(acknowledged) >= loops  # each had begun
    assert codes
    assert len(set(codes)) == len(codes)
    assert faults_of(store, acknowledged) == []
    assert store.check()["integrity"] in {"ok", "not asked"}
