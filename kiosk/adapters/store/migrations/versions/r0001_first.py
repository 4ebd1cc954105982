"""The first schema of the register."""

import sqlalchemy as sa
from alembic import op

from kiosk.adapters.store import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first release; the triggers are put in place afterwards."""
    _applications()
    _decisions()
    _names()
    _entries()
    _licences()
    _messages()


def _applications() -> None:
    op.create_table(
        "application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("form_version", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("assurance", sa.String(), nullable=False),
        sa.Column("submitted_at", columns.Instant(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("help_wanted", sa.Boolean(), nullable=False),
        sa.Column("card_differs", sa.Boolean(), nullable=False),
        sa.Column("pickup_code_hash", sa.String(), nullable=True),
        sa.Column("person_index", sa.LargeBinary(), nullable=True),
        sa.Column("mobile_index", sa.LargeBinary(), nullable=True),
        sa.Column("personal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("number", name=op.f("uq_application_number")),
        sa.UniqueConstraint("key", name=op.f("uq_application_key")),
    )
    op.create_index(
        op.f("ix_application_mobile_index"), "application", ["mobile_index"], unique=False
    )
    op.create_index(
        op.f("ix_application_person_index"), "application", ["person_index"], unique=False
    )
    op.create_index(
        op.f("ix_application_state_submitted_at"),
        "application",
        ["state", "submitted_at"],
        unique=False,
    )
    op.create_table(
        "terminal_sequence",
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("day", columns.Day(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("terminal", "day", name=op.f("pk_terminal_sequence")),
    )
    op.create_table(
        "draft",
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_expires_at"), "draft", ["expires_at"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_attachment_application_id_application"),
        ),
    )
    op.create_index(
        op.f("ix_attachment_application_id"), "attachment", ["application_id"], unique=False
    )
    op.create_table(
        "data_key",
        sa.Column("owner", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "scope", name=op.f("pk_data_key")),
    )
    op.create_table(
        "installation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", columns.JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation")),
    )


def _decisions() -> None:
    op.create_table(
        "rule_set",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("published_at", columns.Instant(), nullable=False),
        sa.Column("canonical", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_rule_set")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", columns.Instant(), nullable=False),
        sa.Column("day", columns.Day(), nullable=False),
        sa.Column("rule_set", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "application_id", "attempt", name=op.f("uq_decision_application_id_attempt")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_decision_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["rule_set"], ["rule_set.sha256"], name=op.f("fk_decision_rule_set_rule_set")
        ),
    )
    op.create_index(op.f("ix_decision_decided_at"), "decision", ["decided_at"], unique=False)


def _names() -> None:
    op.create_table(
        "name_claim",
        sa.Column("seq", columns.COUNTER, sa.Identity(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area", columns.KEY_TEXT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("industry", sa.Text(), nullable=False),
        sa.Column("organisation_form", sa.Text(), nullable=False),
        sa.Column("industry_class", sa.String(), nullable=False),
        sa.Column("industry_group", columns.KEY_TEXT, nullable=False),
        sa.Column("uniqueness", columns.KEY_TEXT, nullable=False),
        sa.Column("search_keys", sa.Text(), nullable=False),
        sa.Column("locks", sa.Text(), nullable=False),
        sa.Column("keyset", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("until", columns.Day(), nullable=True),
        sa.Column("holder_index", sa.LargeBinary(), nullable=True),
        sa.Column("credit_code", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_name_claim")),
        sa.UniqueConstraint("id", name=op.f("uq_name_claim_id")),
    )
    op.create_index(op.f("ix_name_claim_keyset"), "name_claim", ["keyset"], unique=False)
    op.create_index(
        "uq_name_claim_blocking",
        "name_claim",
        ["area", "uniqueness", "industry_group"],
        unique=True,
        sqlite_where=sa.text("state <> 'lapsed'"),
        postgresql_where=sa.text("state <> 'lapsed'"),
    )
    op.create_table(
        "name_key",
        sa.Column("area", columns.KEY_TEXT, nullable=False),
        sa.Column("key", columns.KEY_TEXT, nullable=False),
        sa.Column("claim", columns.COUNTER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("area", "key", "claim", name=op.f("pk_name_key")),
        sqlite_with_rowid=False,
    )


def _entries() -> None:
    op.create_table(
        "register_entry",
        sa.Column("credit_code", sa.String(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("composition", sa.String(), nullable=False),
        sa.Column("scope_items", columns.JsonText(), nullable=False),
        sa.Column("scope_text", sa.Text(), nullable=False),
        sa.Column("industry_class", sa.String(), nullable=False),
        sa.Column("registered_on", columns.Day(), nullable=False),
        sa.Column("premises", sa.Text(), nullable=False),
        sa.Column("premises_code", sa.String(), nullable=False),
        sa.Column("capital", sa.String(), nullable=False),
        sa.Column("person_index", sa.LargeBinary(), nullable=True),
        sa.Column("personal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("credit_code", name=op.f("pk_register_entry")),
        sa.UniqueConstraint("application_id", name=op.f("uq_register_entry_application_id")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_register_entry_application_id_application"),
        ),
    )
    op.create_index(
        op.f("ix_register_entry_person_index"), "register_entry", ["person_index"], unique=False
    )
    op.create_table(
        "entry_history",
        sa.Column("credit_code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("credit_code", "version", name=op.f("pk_entry_history")),
        sa.ForeignKeyConstraint(
            ["credit_code"],
            ["register_entry.credit_code"],
            name=op.f("fk_entry_history_credit_code_register_entry"),
        ),
    )
    op.create_table(
        "code_series",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("next", columns.COUNTER, nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_code_series")),
    )
    op.create_table(
        "code_lease",
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("next", columns.COUNTER, nullable=False),
        sa.Column("end", columns.COUNTER, nullable=False),
        sa.PrimaryKeyConstraint("terminal", "series", name=op.f("pk_code_lease")),
        sa.ForeignKeyConstraint(
            ["series"], ["code_series.series"], name=op.f("fk_code_lease_series_code_series")
        ),
    )


def _licences() -> None:
    op.create_table(
        "status_shard",
        sa.Column("shard", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("shard", name=op.f("pk_status_shard")),
    )
    op.create_index(op.f("ix_status_shard_series"), "status_shard", ["series"], unique=False)
    op.create_table(
        "status_index",
        sa.Column("shard", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("shard", "position", name=op.f("pk_status_index")),
        sa.ForeignKeyConstraint(
            ["shard"], ["status_shard.shard"], name=op.f("fk_status_index_shard_status_shard")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "licence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("credit_code", sa.String(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("issued_at", columns.Instant(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_shard", sa.Integer(), nullable=False),
        sa.Column("status_index", sa.Integer(), nullable=False),
        sa.Column("specimen", sa.Boolean(), nullable=False),
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence")),
        sa.UniqueConstraint(
            "status_shard", "status_index", name=op.f("uq_licence_status_shard_status_index")
        ),
        sa.UniqueConstraint("credit_code", name=op.f("uq_licence_credit_code")),
        sa.ForeignKeyConstraint(
            ["credit_code"],
            ["register_entry.credit_code"],
            name=op.f("fk_licence_credit_code_register_entry"),
        ),
        sa.UniqueConstraint("application_id", name=op.f("uq_licence_application_id")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_licence_application_id_application"),
        ),
    )
    op.create_table(
        "licence_status_change",
        sa.Column("credit_code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("credit_code", "version", name=op.f("pk_licence_status_change")),
        sa.ForeignKeyConstraint(
            ["credit_code"],
            ["licence.credit_code"],
            name=op.f("fk_licence_status_change_credit_code_licence"),
        ),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("copy_number", sa.Integer(), nullable=False),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("unsigned_sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "application_id",
            "kind",
            "copy_number",
            name=op.f("uq_document_application_id_kind_copy_number"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_document_application_id_application"),
        ),
    )


def _messages() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("dedupe", sa.String(), nullable=False),
        sa.Column("due_at", columns.Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("leased_until", columns.Instant(), nullable=True),
        sa.Column("sent_at", columns.Instant(), nullable=True),
        sa.Column("gateway_id", sa.String(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("personal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_outbox_application_id_application"),
        ),
        sa.UniqueConstraint("dedupe", name=op.f("uq_outbox_dedupe")),
    )
    op.create_index(op.f("ix_outbox_application_id"), "outbox", ["application_id"], unique=False)
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'sending')"),
        postgresql_where=sa.text("state IN ('queued', 'sending')"),
    )
    op.create_table(
        "trail",
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("sequence", columns.COUNTER, autoincrement=False, nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", columns.JsonText(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("terminal", "sequence", name=op.f("pk_trail")),
    )
    op.create_table(
        "trail_checkpoint",
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("sequence", columns.COUNTER, autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("terminal", "sequence", name=op.f("pk_trail_checkpoint")),
    )
