"""The register on SQLite or PostgreSQL, behind ``ports.Store``."""

from kiosk.adapters.store.far import FarStore
from kiosk.adapters.store.opening import open_store, rotate_column_key

__all__ = ["FarStore", "open_store", "rotate_column_key"]
