"""The answers a citizen gave, frozen, addressed by dotted field ids, masked in repr."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def canonical_json(value: object) -> bytes:
    """The one JSON spelling used wherever content is hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    ).encode()


class Answers(Mapping[str, Json]):
    """An immutable mapping of field ids to JSON values; its repr shows ids only."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Json] | None = None) -> None:
        self._values: dict[str, Json] = dict(values or {})

    def __getitem__(self, field_id: str) -> Json:
        return self._values[field_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Answers({', '.join(sorted(self._values))})"

    def with_answer(self, field_id: str, value: Json) -> "Answers":
        """A copy in which ``field_id`` holds ``value``."""
        return Answers({**self._values, field_id: value})

    def without(self, *field_ids: str) -> "Answers":
        """A copy without the named fields."""
        return Answers({k: v for k, v in self._values.items() if k not in field_ids})

    def text(self, field_id: str) -> str:
        """The answer as text, empty when it is missing or of another type."""
        value = self._values.get(field_id)
        return value if isinstance(value, str) else ""

    def flag(self, field_id: str) -> bool:
        """Whether the answer is exactly ``true``."""
        return self._values.get(field_id) is True

    def texts(self, field_id: str) -> tuple[str, ...]:
        """The answer as a tuple of texts; other members are left out."""
        value = self._values.get(field_id)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()

    def records(self, field_id: str) -> tuple[dict[str, Json], ...]:
        """The answer as a tuple of objects; other members are left out."""
        value = self._values.get(field_id)
        return tuple(v for v in value if isinstance(v, dict)) if isinstance(value, list) else ()

    def as_json(self) -> dict[str, Json]:
        """A plain dictionary, for the encrypted column and the twin."""
        return dict(self._values)

    def content_hash(self) -> str:
        """SHA-256 of the canonical JSON, as hex."""
        return hashlib.sha256(canonical_json(self._values)).hexdigest()
