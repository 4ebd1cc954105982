"""Load the tables of the input engine; ``packaging/data/build_input.py`` makes them.

``phrases.txt``, ``readings.txt``, ``strokes.txt`` and ``parts.txt`` are sorted by their bytes
and searched where they lie, so nothing of them is checked here but that they end whole.
"""

from pathlib import Path

from kiosk.catalogue.source import CatalogueError, read_table
from kiosk.domain.input.engine import Engine, Tables


def load_engine(folder: Path) -> Engine:
    """The engine over the tables of ``folder`` (``resources/reference/input``).

    Raises CatalogueError when a table is missing, cut short or cannot be read.
    """
    characters = folder / "characters.txt"
    names, stands_for = _components(folder / "component_names.tsv")
    try:
        return Engine(
            Tables(
                phrases=_block(folder / "phrases.txt"),
                characters=_block(characters).decode("utf-8").splitlines(),
                readings=_block(folder / "readings.txt"),
                strokes=_block(folder / "strokes.txt"),
                parts=_block(folder / "parts.txt"),
                stands_for=stands_for,
                names=names,
                spans=_spans(folder / "ideographs.tsv"),
            )
        )
    except ValueError as wrong:
        raise CatalogueError(str(characters), 1, f"cannot be read: {wrong}") from None


def _block(path: Path) -> bytes:
    try:
        block = path.read_bytes()
    except OSError as unreadable:
        raise CatalogueError(str(path), 1, f"cannot be read: {unreadable}") from None
    if not block.endswith(b"\n"):
        raise CatalogueError(str(path), block.count(b"\n") + 1, "is cut short")
    return block


def _components(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Name -> components, and component -> the one it stands for."""
    columns = ("component", "stands_for", "readings", "unconfirmed")
    names: dict[str, str] = {}
    stands_for: dict[str, str] = {}
    for _, (component, other, readings, _) in read_table(path, columns):
        if other:
            stands_for[component] = other
        for name in readings.split(","):
            names[name] = names.get(name, "") + (other or component)
    return names, stands_for


def _spans(path: Path) -> list[tuple[int, int]]:
    found = []
    for line, (first, last, _) in read_table(path, ("first", "last", "name")):
        try:
            found.append((int(first, 16), int(last, 16)))
        except ValueError:
            raise CatalogueError(str(path), line, f"{first} to {last} is no span") from None
    return found
