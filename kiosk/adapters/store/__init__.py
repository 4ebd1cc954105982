"""The register on SQLite or PostgreSQL, behind ``ports.Store``."""

from kiosk.adapters.store.opening import open_store, rotate_column_key

__all__ = ["open_store", "rotate_column_key"]
