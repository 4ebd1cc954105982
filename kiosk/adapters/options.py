"""What an adapter is told in the settings file, read the same way for every socket."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from kiosk.ports import SystemFault

_Options = TypeVar("_Options", bound=BaseModel)


def read_options(model: type[_Options], options: Mapping[str, str], section: str) -> _Options:
    """The options that stand in ``[<section>.options]``.

    Raises SystemFault ``adapter_unusable`` with the place of the first fault, never with a value.
    """
    try:
        return model.model_validate(dict(options))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        place = ".".join((section, "options", *(str(part) for part in first["loc"])))
        raise SystemFault("adapter_unusable", f"{place}: {first['msg']}") from None
