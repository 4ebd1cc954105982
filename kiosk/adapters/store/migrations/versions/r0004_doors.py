"""Where the businesses of the register are: doors by blind index, roads that others may be offered."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; entries from before it are counted at no door."""
    op.create_table(
        "door",
        sa.Column("credit_code", sa.String(), nullable=False),
        sa.Column("door_index", sa.LargeBinary(), nullable=True),
        sa.Column("town", sa.String(), nullable=True),
        sa.Column("road", sa.Text(), nullable=True),
        sa.Column("person_index", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("credit_code", name=op.f("pk_door")),
        sa.ForeignKeyConstraint(
            ["credit_code"],
            ["register_entry.credit_code"],
            name=op.f("fk_door_credit_code_register_entry"),
        ),
    )
    op.create_index(op.f("ix_door_door_index"), "door", ["door_index"], unique=False)
    op.create_index(
        op.f("ix_door_town_road_person_index"),
        "door",
        ["town", "road", "person_index"],
        unique=False,
    )
