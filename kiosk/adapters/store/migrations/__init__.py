"""The migrations of the register's schema; Alembic is imported only when one is needed."""
