"""Load the brands that many know and that somebody owns."""

from pathlib import Path

from kiosk.catalogue.source import CatalogueError, read_table
from kiosk.domain.names.protected import ProtectedBrand, Renown


def load_protected(folder: Path) -> dict[str, ProtectedBrand]:
    """Read ``names/protected.tsv`` beside ``industries/groups.tsv``. Raises CatalogueError."""
    known = {
        group
        for _, (group, _, _, _) in read_table(
            folder / "industries" / "groups.tsv", ("group", "name", "middles", "unconfirmed")
        )
    }
    path = folder / "names" / "protected.tsv"
    protected: dict[str, ProtectedBrand] = {}
    columns = ("brand", "renown", "groups", "unconfirmed")
    for line, (brand, renown, groups, _) in read_table(path, columns):
        within = frozenset(groups.split())
        if brand in protected:
            raise CatalogueError(str(path), line, f"{brand} is listed twice")
        if unknown := sorted(within - known):
            raise CatalogueError(str(path), line, f"{unknown[0]} is no industry group")
        try:
            protected[brand] = ProtectedBrand(brand, Renown(renown), within)
        except ValueError:
            raise CatalogueError(str(path), line, f"{renown} is no renown") from None
    return protected
