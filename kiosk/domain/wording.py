"""Fill the placeholders of a text; the only formatter for texts that people edit."""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class MissingWord(Exception):
    """The text asks for a parameter that was not given."""


def fill_in(text: str, params: Mapping[str, str]) -> str:
    """The text with every ``{name}`` replaced. Raises MissingWord; opens no objects."""

    def value(match: re.Match[str]) -> str:
        try:
            return params[match.group(1)]
        except KeyError:
            raise MissingWord(match.group(1)) from None

    return _PLACEHOLDER.sub(value, text)


def placeholders(text: str) -> frozenset[str]:
    """The names the text asks for."""
    return frozenset(_PLACEHOLDER.findall(text))
