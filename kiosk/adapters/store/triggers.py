"""The triggers that keep the trail and the histories append-only, for both databases."""

from sqlalchemy import Connection

APPEND_ONLY = ("trail", "trail_checkpoint", "entry_history", "licence_status_change")
"""Rows of these are never changed nor deleted, whoever asks."""

_SQLITE_NEXT = """
CREATE TRIGGER trail_is_a_chain BEFORE INSERT ON trail
WHEN NEW.sequence <> 1 + coalesce((SELECT max(sequence) FROM trail WHERE terminal = NEW.terminal), 0)
BEGIN SELECT RAISE(ABORT, 'trail rows follow each other'); END"""

_SQLITE_REFUSE = """
CREATE TRIGGER {name} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRES_REFUSE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"""

_POSTGRES_NEXT = """
CREATE OR REPLACE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last bigint;
BEGIN
  SELECT coalesce(max(sequence), 0) INTO last FROM trail WHERE terminal = NEW.terminal;
  IF NEW.sequence <> last + 1 THEN RAISE EXCEPTION 'trail rows follow each other'; END IF;
  RETURN NEW;
END $$"""


_POSTGRES_CHAIN = """
CREATE TRIGGER trail_is_a_chain BEFORE INSERT ON trail
FOR EACH ROW EXECUTE FUNCTION refuse_gap()"""

_POSTGRES_ROWS = """
CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()"""

_POSTGRES_TABLE = """
CREATE TRIGGER {name}_at_all BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"""


def create_triggers(connection: Connection) -> None:
    """Put every trigger in place, again where a migration has rebuilt a table."""
    statements = _sqlite() if connection.dialect.name == "sqlite" else _postgres()
    for statement in statements:
        connection.exec_driver_sql(statement)


def _sqlite() -> list[str]:
    statements = ["DROP TRIGGER IF EXISTS trail_is_a_chain", _SQLITE_NEXT]
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_refuses_{verb.lower()}"
            statements += [
                f"DROP TRIGGER IF EXISTS {name}",
                _SQLITE_REFUSE.format(name=name, verb=verb, table=table),
            ]
    return statements


def _postgres() -> list[str]:
    statements = [
        _POSTGRES_REFUSE,
        _POSTGRES_NEXT,
        "DROP TRIGGER IF EXISTS trail_is_a_chain ON trail",
        _POSTGRES_CHAIN,
    ]
    for table in APPEND_ONLY:
        name = f"{table}_is_append_only"
        statements += [
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            _POSTGRES_ROWS.format(name=name, table=table),
            f"DROP TRIGGER IF EXISTS {name}_at_all ON {table}",
            _POSTGRES_TABLE.format(name=name, table=table),
        ]
    return statements
