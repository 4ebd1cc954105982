"""The tables of the register, the same on SQLite and PostgreSQL."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from kiosk.adapters.store.columns import (
    COUNTER,
    KEY_TEXT,
    ROW_ID,
    SEALED,
    Day,
    Instant,
    JsonText,
)

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every migration there is, oldest first."""

REVISION = REVISIONS[-1]
"""The newest migration; a database that carries it is opened without Alembic."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

schema_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

installation = Table(
    "installation",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", JsonText, nullable=False),
)

data_key = Table(  # deleting a row makes everything sealed with it unreadable
    "data_key",
    metadata,
    Column("owner", ROW_ID, primary_key=True),
    Column("scope", String, primary_key=True),
    Column("wrapped", SEALED, nullable=False),
)

application = Table(
    "application",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("number", String, nullable=False, unique=True),
    Column("key", String, unique=True),
    Column("terminal", String, nullable=False),
    Column("procedure", String, nullable=False),
    Column("form_version", String, nullable=False),
    Column("state", String, nullable=False),
    Column("assurance", String, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("help_wanted", Boolean, nullable=False),
    Column("card_differs", Boolean, nullable=False),
    Column("pickup_code_hash", String),
    Column("person_index", LargeBinary, index=True),
    Column("mobile_index", LargeBinary, index=True),
    Column("personal", SEALED, nullable=False),  # answers, person, mobile
    Index(None, "state", "submitted_at"),
)

_WAITS = text("arrived_at IS NULL")
seal = Table(  # at a branch its application may go before, at the register it comes with it
    "seal",
    metadata,
    Column("terminal", String, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("application_id", ROW_ID, nullable=False, unique=True),
    Column("sealed_at", Instant, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("arrived_at", Instant),
    Index("ix_seal_waiting", "sequence", sqlite_where=_WAITS, postgresql_where=_WAITS),
)

terminal_sequence = Table(
    "terminal_sequence",
    metadata,
    Column("terminal", String, primary_key=True),
    Column("day", Day, primary_key=True),
    Column("last", Integer, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("owner", LargeBinary, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("application_id", ForeignKey("application.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("content", SEALED, nullable=False),
)

rule_set = Table(
    "rule_set",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("published_at", Instant, nullable=False),
    Column("canonical", LargeBinary, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("application_id", ForeignKey("application.id"), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", Instant, nullable=False, index=True),
    Column("day", Day, nullable=False),
    Column("rule_set", ForeignKey("rule_set.sha256"), nullable=False),
    Column("outcome", String, nullable=False),
    Column("superseded", Boolean, nullable=False),
    Column("sealed", SEALED, nullable=False),  # facts and trace
    UniqueConstraint("application_id", "attempt"),
)

name_claim = Table(
    "name_claim",
    metadata,
    Column("seq", COUNTER, Identity(), primary_key=True),
    Column("id", ROW_ID, nullable=False, unique=True),
    Column("area", KEY_TEXT, nullable=False),
    Column("name", Text, nullable=False),
    Column("brand", Text, nullable=False),
    Column("industry", Text, nullable=False),
    Column("organisation_form", Text, nullable=False),
    Column("industry_class", String, nullable=False),
    Column("industry_group", KEY_TEXT, nullable=False),  # "" when unknown, never NULL
    Column("uniqueness", KEY_TEXT, nullable=False),
    Column("search_keys", Text, nullable=False),
    Column("locks", Text, nullable=False),
    Column("keyset", String, nullable=False, index=True),
    Column("state", String, nullable=False),  # ClaimState, or "lapsed": blocks no more
    Column("until", Day),
    Column("holder_index", LargeBinary),
    Column("credit_code", String),
    Index(
        "uq_name_claim_blocking",
        "area",
        "uniqueness",
        "industry_group",
        unique=True,
        sqlite_where=text("state <> 'lapsed'"),
        postgresql_where=text("state <> 'lapsed'"),
    ),
)

name_key = Table(  # an index the house keeps itself: no foreign key, so that imports stay fast
    "name_key",
    metadata,
    Column("key", COUNTER, primary_key=True, autoincrement=False),  # name_keys.key_number
    Column("claim", COUNTER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

register_entry = Table(
    "register_entry",
    metadata,
    Column("credit_code", String, primary_key=True),
    Column("application_id", ForeignKey("application.id"), nullable=False, unique=True),
    Column("division", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("composition", String, nullable=False),
    Column("scope_items", JsonText, nullable=False),
    Column("scope_text", Text, nullable=False),
    Column("industry_class", String, nullable=False),
    Column("registered_on", Day, nullable=False),
    Column("premises", Text, nullable=False),
    Column("premises_code", String, nullable=False),
    Column("capital", String, nullable=False),
    Column("person_index", LargeBinary, index=True),
    Column("personal", SEALED, nullable=False),  # proprietor, identity number, home, family, filed
)

entry_history = Table(
    "entry_history",
    metadata,
    Column("credit_code", ForeignKey("register_entry.credit_code"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("sealed", SEALED, nullable=False),  # the whole entry as it was from ``at`` on
)

door = Table(  # where a business is: the door by blind index, the road as others may be offered it
    "door",
    metadata,
    Column("credit_code", ForeignKey("register_entry.credit_code"), primary_key=True),
    Column("door_index", LargeBinary, index=True),
    Column("town", String),
    Column("road", Text),
    Column("person_index", LargeBinary),
    Index(None, "town", "road", "person_index"),
)

code_series = Table(
    "code_series",
    metadata,
    Column("series", String, primary_key=True),
    Column("next", COUNTER, nullable=False),
)

code_lease = Table(
    "code_lease",
    metadata,
    Column("terminal", String, primary_key=True),
    Column("series", ForeignKey("code_series.series"), primary_key=True),
    Column("next", COUNTER, nullable=False),
    Column("end", COUNTER, nullable=False),
)

status_shard = Table(
    "status_shard",
    metadata,
    Column("shard", Integer, primary_key=True, autoincrement=False),
    Column("series", String, nullable=False, index=True),
    Column("taken", Integer, nullable=False),
    Column("closed", Boolean, nullable=False),
)

status_index = Table(
    "status_index",
    metadata,
    Column("shard", ForeignKey("status_shard.shard"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

licence = Table(
    "licence",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("credit_code", ForeignKey("register_entry.credit_code"), nullable=False, unique=True),
    Column("application_id", ForeignKey("application.id"), nullable=False, unique=True),
    Column("issued_at", Instant, nullable=False),
    Column("status", String, nullable=False),
    Column("status_shard", Integer, nullable=False),
    Column("status_index", Integer, nullable=False),
    Column("specimen", Boolean, nullable=False),
    Column("key_id", LargeBinary, nullable=False),
    Column("credential", SEALED, nullable=False),
    UniqueConstraint("status_shard", "status_index"),
)

licence_status_change = Table(
    "licence_status_change",
    metadata,
    Column("credit_code", ForeignKey("licence.credit_code"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("status", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String, nullable=False),
    Column("ground", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("application_id", ForeignKey("application.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("copy_number", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("sha256", String, nullable=False),
    Column("unsigned_sha256", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("content", SEALED, nullable=False),
    UniqueConstraint("application_id", "kind", "copy_number"),
)

printout = Table(  # every paper that was given to a printer; nothing in it is personal
    "printout",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("terminal", String, nullable=False),
    Column("application_id", ForeignKey("application.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("copy_number", Integer, nullable=False),
    Column("reprint", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("device_job", String, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("fault", String, nullable=False),
    Column("sheets", Integer, nullable=False),
    Column("came_out", Boolean),
    Column("said_by", String, nullable=False),
    Index(None, "terminal", "state"),
)

blank_stock = Table(
    "blank_stock",
    metadata,
    Column("terminal", String, primary_key=True),
    Column("paper", String, primary_key=True),
    Column("loaded", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("spoiled", Integer, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("application_id", ForeignKey("application.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("template", String, nullable=False),
    Column("dedupe", String, nullable=False, unique=True),
    Column("due_at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("owner", String, nullable=False),
    Column("leased_until", Instant),
    Column("sent_at", Instant),
    Column("gateway_id", String, nullable=False),
    Column("last_error", Text, nullable=False),
    Column("personal", SEALED, nullable=False),  # params and mobile
    Index(
        "ix_outbox_waiting",
        "due_at",
        sqlite_where=text("state IN ('queued', 'sending')"),
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
)

mobile_code = Table(  # the number by blind index, the code by keyed hash: nothing can be read back
    "mobile_code",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("mobile_index", LargeBinary, nullable=False),
    Column("terminal", String, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("code_hash", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index(None, "mobile_index", "sent_at"),
    Index(None, "terminal", "sent_at"),
)

message = Table(  # handed to a gateway, or about to be: receipts find it, limits count it
    "message",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", ROW_ID, nullable=False, index=True),
    Column("mobile_index", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("gateway_id", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("code", String, nullable=False),
    Index(None, "mobile_index", "at"),
)

opted_out = Table(
    "opted_out",
    metadata,
    Column("mobile_index", LargeBinary, primary_key=True),
    Column("at", Instant, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("name", String, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("pin_hash", LargeBinary, nullable=False),
    Column("cost", JsonText, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("added_by", String, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("wait_until", Instant),
    Column("locked", Boolean, nullable=False),
)

trail = Table(
    "trail",
    metadata,
    Column("terminal", String, primary_key=True),
    Column("sequence", COUNTER, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("event", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("details", JsonText, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
)

trail_checkpoint = Table(
    "trail_checkpoint",
    metadata,
    Column("terminal", String, primary_key=True),
    Column("sequence", COUNTER, primary_key=True, autoincrement=False),
    Column("hash", String, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
)
