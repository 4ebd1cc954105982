"""Small stored facts of the installation."""

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, select

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import overwrite
from kiosk.adapters.store.work import Work
from kiosk.domain.answers import Json

_F = schema.installation.c
_GET = select(_F.value).where(_F.name == bindparam("of"))
_DROP = delete(schema.installation).where(_F.name == bindparam("of"))
_SET = overwrite(schema.installation, ("name",))


def read_flag(work: Work, name: str) -> Mapping[str, Json] | None:
    """The flag's value, None when it is not set."""
    value = work.read(_GET, {"of": name}).scalar()
    return value if isinstance(value, dict) else None


def write_flag(work: Work, name: str, value: Mapping[str, Json] | None) -> None:
    """Set the flag, or take it away with None."""
    if value is None:
        work.change(_DROP, {"of": name})
    else:
        work.change(_SET, {"name": name, "value": dict(value)})
