"""The register and everything kept beside it, on SQLite or PostgreSQL through SQLAlchemy."""
