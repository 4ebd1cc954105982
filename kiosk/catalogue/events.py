"""The documented catalogue of trail events, from ``events.yaml``."""

from pathlib import Path

from kiosk.catalogue.source import Strict, load_model


class EventWords(Strict):
    """What an event means, who causes it, and what its subject and details are."""

    zh: str
    en: str
    by: str
    subject: str
    details: dict[str, str]


class EventCatalogue(Strict):
    """All events by id."""

    version: str
    events: dict[str, EventWords]


def load_events(reference: Path) -> EventCatalogue:
    """Read ``events.yaml``. Raises CatalogueError with file and line."""
    return load_model(reference / "events.yaml", EventCatalogue)
