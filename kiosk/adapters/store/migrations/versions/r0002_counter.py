"""What a kiosk at a counter needs: codes sent to mobile numbers, and staff with a PIN."""

import sqlalchemy as sa
from alembic import op

from kiosk.adapters.store import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables; nothing that was there is touched."""
    op.create_table(
        "mobile_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mobile_index", sa.LargeBinary(), nullable=False),
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("sent_at", columns.Instant(), nullable=False),
        sa.Column("expires_at", columns.Instant(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mobile_code")),
    )
    op.create_index(
        op.f("ix_mobile_code_mobile_index_sent_at"),
        "mobile_code",
        ["mobile_index", "sent_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_mobile_code_terminal_sent_at"),
        "mobile_code",
        ["terminal", "sent_at"],
        unique=False,
    )
    op.create_table(
        "staff",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("pin_hash", sa.LargeBinary(), nullable=False),
        sa.Column("cost", columns.JsonText(), nullable=False),
        sa.Column("added_at", columns.Instant(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", columns.Instant(), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_staff")),
    )
