"""Rule sets as canonical JSON and back: the bytes whose hash names a rule set for good."""

import json
from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from kiosk.domain.answers import Json, canonical_json
from kiosk.domain.decision import FactValue
from kiosk.domain.rule import Basis, ParameterValue, Rule, RuleFault
from kiosk.domain.states import Severity

SCHEMA = 1
"""The version of the canonical JSON."""

Parameters = Mapping[str, tuple[ParameterValue, ...]]


def to_canonical(rules: tuple[Rule, ...], parameters: Parameters) -> bytes:
    """Everything a replay needs: rules, dated parameters, words and bases."""
    return canonical_json(
        {
            "schema": SCHEMA,
            "rules": [_rule_to_json(rule) for rule in rules],
            "parameters": {
                name: [
                    {"value": _plain(v.value), "since": _iso(v.since), "until": _iso(v.until)}
                    for v in values
                ]
                for name, values in parameters.items()
            },
        }
    )


def from_canonical(canonical: bytes) -> tuple[tuple[Rule, ...], Parameters]:
    """The rules and parameters of a stored set. Raises RuleFault when the bytes are not one."""
    try:
        data = json.loads(canonical)
        if data["schema"] != SCHEMA:
            raise RuleFault(f"rule sets of schema {data['schema']} are not known")
        rules = tuple(_rule_from_json(rule) for rule in data["rules"])
        parameters = {
            name: tuple(
                ParameterValue(_frozen(v["value"]), _day(v["since"]), _last_day(v["until"]))
                for v in values
            )
            for name, values in data["parameters"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise RuleFault(f"not a rule set: {type(broken).__name__}") from None
    return rules, parameters


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _last_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(value: FactValue | None) -> Json:
    return list(value) if isinstance(value, tuple) else value


def _frozen(value: Any) -> FactValue:  # noqa: ANN401 (plain JSON, judged by the caller)
    return tuple(value) if isinstance(value, list) else value


_PLAIN_PARTS = ("id", "version", "fact", "operator", "parameter_name", "field")
_get_plain = attrgetter(*_PLAIN_PARTS)


def _rule_to_json(rule: Rule) -> dict[str, Json]:
    return {
        **dict(zip(_PLAIN_PARTS, _get_plain(rule), strict=True)),
        "since": _iso(rule.since),
        "until": _iso(rule.until),
        "parameter": _plain(rule.parameter),
        "on_fail": rule.on_fail.value,
        "basis": [{"article": b.article, "confirmed": b.confirmed} for b in rule.basis],
        "message": dict(rule.message),
        "unconfirmed": rule.unconfirmed,
        "each": rule.each,
    }


def _rule_from_json(data: Mapping[str, Any]) -> Rule:
    return Rule(
        **{part: data[part] for part in _PLAIN_PARTS},
        since=_day(data["since"]),
        until=_last_day(data["until"]),
        parameter=None if data["parameter"] is None else _frozen(data["parameter"]),
        on_fail=Severity(data["on_fail"]),
        basis=tuple(Basis(b["article"], b["confirmed"]) for b in data["basis"]),
        message=dict(data["message"]),
        unconfirmed=data["unconfirmed"],
        each=data["each"],
    )
