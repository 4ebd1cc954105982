"""Connections to PostgreSQL that wait so long for an answer and no longer."""

from collections.abc import Callable
from typing import Any

import psycopg

_LOOK_SECONDS = 0.1  # psycopg's own interval between looks at the socket


def patient_connections(patience: float) -> Callable[..., Any]:
    """What opens connections for an engine's ``do_connect``.

    One that is left without an answer for ``patience`` seconds is closed, and the call raises
    OperationalError: what the server made of it is then not known.
    """

    class Patient(psycopg.Connection[Any]):
        """Gives its server so many seconds for each answer."""

        def wait(
            self,
            gen: Any,  # noqa: ANN401
            interval: float = _LOOK_SECONDS,
            timeout: float | None = None,
        ) -> Any:  # noqa: ANN401
            try:
                return super().wait(gen, interval, patience if timeout is None else timeout)
            except psycopg.errors._WaitTimeout:  # noqa: SLF001  it has no public name
                self.pgconn.finish()
                raise psycopg.OperationalError("no answer") from None

    def connect(_dialect: object, _record: object, arguments: Any, values: Any) -> Any:  # noqa: ANN401
        return Patient.connect(*arguments, **values)

    return connect
