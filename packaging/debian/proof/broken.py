"""A migration that fails half way, to prove that an upgrade goes back."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "9999"
down_revision = "@LAST@"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make a table and fail."""
    op.create_table("half", Column("id", Integer, primary_key=True))
    raise RuntimeError("this migration fails")
