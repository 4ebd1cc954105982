"""Papers that were given to a printer, and the blank sheets of each terminal."""

import sqlalchemy as sa
from alembic import op

from kiosk.adapters.store import columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables; what was printed before them counts as never printed here."""
    op.create_table(
        "printout",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("copy_number", sa.Integer(), nullable=False),
        sa.Column("reprint", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("device_job", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("came_out", sa.Boolean(), nullable=True),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printout")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_printout_application_id_application"),
        ),
    )
    op.create_index(op.f("ix_printout_application_id"), "printout", ["application_id"])
    op.create_index(op.f("ix_printout_terminal_state"), "printout", ["terminal", "state"])
    op.create_table(
        "blank_stock",
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("loaded", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("spoiled", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("terminal", "paper", name=op.f("pk_blank_stock")),
    )
