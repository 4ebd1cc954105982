"""Load everything the judging of names needs, and the version of its search keys."""

import hashlib
import re
from collections import defaultdict
from pathlib import Path

from kiosk.catalogue.hanzi import load_characters, load_look_alikes, load_sounds
from kiosk.catalogue.industries import load_industries, load_organisation_forms
from kiosk.catalogue.source import CatalogueError, read_table
from kiosk.catalogue.words import load_words
from kiosk.domain.names.keys import KEY_SCHEME
from kiosk.domain.names.reference import NameReference

_LAST_WORD = re.compile(
    "(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|新区|省|市|区|县|盟|旗)$"
)
_GROUPING = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_KEY_TABLES = (
    "hanzi/pinyin.tsv",
    "industries/words.tsv",
    "industries/other_words.tsv",
    "industries/groups.tsv",
    "names/organisation_forms.tsv",
    "names/places.tsv",
)


def load_names(folder: Path) -> NameReference:
    """Read ``resources/reference``. Raises CatalogueError with file and line."""
    divisions = _division_names(folder / "divisions" / "current.tsv")
    local_shorts, places, zones = _places(folder / "names" / "places.tsv")
    for table in sorted((folder / "divisions").glob("towns_*.tsv")):
        places[table.stem.removeprefix("towns_")] |= _towns(table)
    for table in sorted((folder / "divisions").glob("villages_*.tsv")):
        columns = ("code", "name", "town", "unconfirmed")
        names = {name for _, (_, name, _, _) in read_table(table, columns)}
        places[table.stem.removeprefix("villages_")] |= names
    openings, endings = _suggestions(folder / "names" / "suggestions.tsv")
    return NameReference(
        characters=load_characters(folder / "hanzi" / "characters.txt"),
        sounds=load_sounds(folder / "hanzi" / "pinyin.tsv"),
        look_alikes=load_look_alikes(folder / "hanzi" / "look_alike.tsv"),
        industries=load_industries(folder / "industries"),
        forms=load_organisation_forms(folder / "names" / "organisation_forms.tsv"),
        words=load_words(folder / "words"),
        divisions=divisions,
        shorts=frozenset(
            short for short in (_LAST_WORD.sub("", name) for name in divisions) if len(short) > 1
        ),
        local_shorts=local_shorts,
        places={division: frozenset(names) for division, names in places.items()},
        zones=zones,
        openings=openings,
        endings=endings,
        keyset=_keyset(folder),
    )


def _keyset(folder: Path) -> str:
    digest = hashlib.sha256(KEY_SCHEME.encode())
    for name in _KEY_TABLES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def _division_names(path: Path) -> frozenset[str]:
    names = {name for _, (_, name) in read_table(path, ("code", "name"))}
    return frozenset(names - _GROUPING)


def _places(
    path: Path,
) -> tuple[frozenset[str], defaultdict[str, set[str]], frozenset[str]]:
    shorts: set[str] = set()
    zones: set[str] = set()
    places: defaultdict[str, set[str]] = defaultdict(set)
    for line, (division, name, kind, _) in read_table(
        path, ("division", "name", "kind", "unconfirmed")
    ):
        if kind == "short":
            shorts.add(name)
        elif kind == "zone":
            zones.add(name)
            places[division].add(name)
        elif kind == "place":
            places[division].add(name)
        else:
            raise CatalogueError(str(path), line, f"{kind} is none of place, zone, short")
    return frozenset(shorts), places, frozenset(zones)


def _towns(path: Path) -> set[str]:
    columns = ("code", "name", "kind", "aliases", "name_en", "postcode", "unconfirmed")
    names: set[str] = set()
    for _, (_, name, _, aliases, *_rest) in read_table(path, columns):
        names |= {name, *aliases.replace("，", ",").split(",")}
    return names - {""}


def _suggestions(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = {
        place: tuple(characters.split())
        for _, (place, characters, _) in read_table(path, ("place", "characters", "unconfirmed"))
    }
    if set(rows) != {"opening", "ending"}:
        raise CatalogueError(str(path), 1, "needs one line for opening and one for ending")
    return rows["opening"], rows["ending"]
