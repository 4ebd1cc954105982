"""Decisions keep their facts, trace and rule set, attempt by attempt."""

import pytest

from kiosk.ports import SystemFault
from tests.adapters.store.records import NOW, RULES, application, decision, later


def test_decisions_come_back_identical_and_earlier_ones_are_superseded(store):
    one = application()
    first, second = decision(one), decision(one, attempt=2, decided_at=later(1))
    with store.write() as unit:
        unit.applications.add(one)
        unit.decisions.add(first)
        unit.decisions.add(second)
        unit.commit()

    with store.read() as unit:
        old, new = unit.decisions.of(one.id)
        assert (old.superseded, new.superseded) == (True, False)
        assert old.verdict == first.verdict
        assert old.facts == first.facts
        assert new == second
        assert list(unit.decisions.every()) == [old, new]


def test_an_attempt_is_decided_once(store):
    one = application()
    with store.write() as unit:
        unit.applications.add(one)
        unit.decisions.add(decision(one))
        unit.commit()

    with pytest.raises(SystemFault), store.write() as unit:
        unit.decisions.add(decision(one))


def test_a_decision_without_its_published_rule_set_is_refused(store):
    one = application()
    with pytest.raises(SystemFault) as fault, store.write() as unit:
        unit.applications.add(one)
        unit.decisions.add(decision(one, rule_set="f" * 64))

    assert fault.value.code == "database_refused"


def test_a_rule_set_is_kept_by_its_hash_and_never_replaced(store):
    with store.write() as unit:
        unit.decisions.publish_rule_set("a" * 64, b"[1]", NOW)
        unit.decisions.publish_rule_set("a" * 64, b"[2]", later(1))
        unit.commit()

    with store.read() as unit:
        assert unit.decisions.rule_set("a" * 64) == b"[1]"
        assert unit.decisions.rule_set(RULES) == b"{}"
        assert unit.decisions.rule_set("b" * 64) is None
