"""What differs between two rule sets, rule by rule and parameter by parameter."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.domain.answers import canonical_json
from kiosk.domain.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``part`` is the rule's part that changed, ``before`` and ``after`` are JSON."""

    kind: str  # added | removed | changed
    subject: str  # "rule name.s1_same" or "parameter longest_brand"
    part: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        if not self.part:
            return f"{self.kind}: {self.subject}"
        return f"{self.kind}: {self.subject}, {self.part}: {self.before} -> {self.after}"


def diff(old: RuleSet, new: RuleSet) -> list[Change]:
    """Every change from the old set to the new, in the order of the ids; empty when equal."""
    before, after = json.loads(old.canonical()), json.loads(new.canonical())
    changes = [
        *_compare("rule", _by_id(before["rules"]), _by_id(after["rules"])),
        *_compare("parameter", _as_parts(before["parameters"]), _as_parts(after["parameters"])),
    ]
    order = [rule["id"] for rule in before["rules"]], [rule["id"] for rule in after["rules"]]
    if order[0] != order[1] and set(order[0]) == set(order[1]):
        changes.append(
            Change("changed", "order of the rules", "", _text(order[0]), _text(order[1]))
        )
    return changes


def _by_id(rules: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {rule["id"]: rule for rule in rules}


def _as_parts(parameters: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: {"values": values} for name, values in parameters.items()}


def _compare(
    what: str, before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]
) -> Iterator[Change]:
    for name in sorted({*before, *after}):
        subject = f"{what} {name}"
        if name not in before:
            yield Change("added", subject, after=_text(after[name]))
        elif name not in after:
            yield Change("removed", subject, before=_text(before[name]))
        else:
            for part in sorted({*before[name], *after[name]}):
                was, is_now = before[name].get(part), after[name].get(part)
                if was != is_now:
                    yield Change("changed", subject, part, _text(was), _text(is_now))


def _text(value: object) -> str:
    return canonical_json(value).decode()
