"""What branches sealed while the register could not be reached, and what arrived of it."""

import sqlalchemy as sa
from alembic import op

from kiosk.adapters.store import columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; nothing was sealed before."""
    op.create_table(
        "seal",
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_at", columns.Instant(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("arrived_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("terminal", "sequence", name=op.f("pk_seal")),
        sa.UniqueConstraint("application_id", name=op.f("uq_seal_application_id")),
    )
    op.create_index(
        "ix_seal_waiting",
        "seal",
        ["sequence"],
        unique=False,
        sqlite_where=sa.text("arrived_at IS NULL"),
        postgresql_where=sa.text("arrived_at IS NULL"),
    )
