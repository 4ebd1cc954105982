"""Decisions with their facts and traces sealed, and the rule sets they were made by."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, insert, select, update

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import skip_existing
from kiosk.adapters.store.vault import APPLICATION
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.answers import canonical_json
from kiosk.domain.decision import Decision, FactValue, TraceLine, Verdict
from kiosk.domain.states import Outcome, Severity

_D = schema.decision.c
_K = schema.data_key.c
_R = schema.rule_set.c

_PLACE = "decision.sealed"

_JOINED = schema.decision.outerjoin(
    schema.data_key, and_(_K.owner == _D.application_id, _K.scope == APPLICATION)
)
_ROWS = select(schema.decision, _K.wrapped).select_from(_JOINED)
_OF = _ROWS.where(_D.application_id == bindparam("of")).order_by(_D.attempt)
_EVERY = _ROWS.where(_K.wrapped.is_not(None)).order_by(_D.decided_at, _D.id)
_ADD = insert(schema.decision)
_SUPERSEDE = (
    update(schema.decision)
    .where(_D.application_id == bindparam("of"), _D.attempt < bindparam("before"))
    .values(superseded=True)
)
_PUBLISH = skip_existing(schema.rule_set, ("sha256",))
_RULE_SET = select(_R.canonical).where(_R.sha256 == bindparam("of"))


class SqlDecisions:
    """``ports.Decisions`` on SQL."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, decision: Decision) -> None:
        """Store it; its rule set must be published. Earlier attempts become superseded."""
        if decision.attempt > 1:
            self._work.change(
                _SUPERSEDE, {"of": decision.application_id, "before": decision.attempt}
            )
        plain = canonical_json(
            {
                "facts": dict(decision.facts),
                "trace": [_packed(line) for line in decision.verdict.trace],
            }
        )
        self._work.change(
            _ADD,
            {
                "id": decision.id,
                "application_id": decision.application_id,
                "attempt": decision.attempt,
                "decided_by": decision.decided_by,
                "decided_at": decision.decided_at,
                "day": decision.day,
                "rule_set": decision.rule_set,
                "outcome": decision.verdict.outcome.value,
                "superseded": decision.superseded,
                "sealed": self._work.seal(
                    decision.application_id, APPLICATION, _PLACE, decision.id, plain
                ),
            },
        )

    def of(self, application_id: UUID) -> Sequence[Decision]:
        """All by attempt; of an erased application without facts and trace."""
        return [self._from(row) for row in self._work.read(_OF, {"of": application_id})]

    def every(self) -> Iterator[Decision]:
        """All that can still be read, oldest first, streamed; erased ones are left out."""
        return (self._from(row) for row in self._work.stream(_EVERY))

    def publish_rule_set(self, sha256: str, canonical: bytes, at: datetime) -> None:
        """Keep a rule set by its hash; the same one again changes nothing."""
        self._work.change(_PUBLISH, {"sha256": sha256, "canonical": canonical, "published_at": at})

    def rule_set(self, sha256: str) -> bytes | None:
        """The canonical JSON of a published rule set."""
        found: bytes | None = self._work.read(_RULE_SET, {"of": sha256}).scalar()
        return found

    def _from(self, row: AnyRow) -> Decision:
        content: dict[str, Any] = {"facts": {}, "trace": []}
        if row.wrapped is not None:
            cells = self._work.vault.unwrap(row.application_id, APPLICATION, row.wrapped)
            content = json.loads(cells.open(_PLACE, row.id, row.sealed))
        return Decision(
            id=row.id,
            application_id=row.application_id,
            attempt=row.attempt,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            day=row.day,
            rule_set=row.rule_set,
            facts={name: _fact(value) for name, value in content["facts"].items()},
            verdict=Verdict(Outcome(row.outcome), tuple(map(_unpacked, content["trace"]))),
            superseded=row.superseded,
        )


def _packed(line: TraceLine) -> list[object]:
    return [
        line.rule,
        line.version,
        line.held,
        line.severity.value,
        line.fact,
        line.value,
        line.parameter,
        line.found,
    ]


def _unpacked(packed: list[Any]) -> TraceLine:
    rule, version, held, severity, fact, value, parameter, found = packed
    return TraceLine(
        rule=rule,
        version=version,
        held=held,
        severity=Severity(severity),
        fact=fact,
        value=_fact(value),
        parameter=None if parameter is None else _fact(parameter),
        found=tuple(found),
    )


def _fact(value: bool | int | str | list[str]) -> FactValue:
    return tuple(value) if isinstance(value, list) else value
