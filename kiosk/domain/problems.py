"""What is wrong with a value, as a code with its place and parameters, never as a sentence."""

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one field.

    ``code`` is stable and has words in every language in ``texts.*.yaml`` under
    ``problems.<code>``; ``field`` is a dotted field id or empty; ``params`` fill the
    placeholders of the words and never hold a personal value in full.
    """

    code: str
    field: str = ""
    params: Mapping[str, str] = dataclasses.field(default_factory=lambda: _NOTHING)

    def at(self, field_id: str) -> "Problem":
        """The same problem, placed at ``field_id``."""
        return Problem(self.code, field_id, self.params)
