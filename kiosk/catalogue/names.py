"""Load everything the judging of names needs, and the version of its search keys."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kiosk.catalogue.hanzi import load_characters, load_look_alikes, load_sounds, load_variants
from kiosk.catalogue.industries import load_industries, load_organisation_forms
from kiosk.catalogue.pleasant import load_pleasant
from kiosk.catalogue.protected import load_protected
from kiosk.catalogue.source import CatalogueError, read_table
from kiosk.catalogue.words import load_words
from kiosk.domain.names.keys import KEY_SCHEME
from kiosk.domain.names.lexicon import Lexicon
from kiosk.domain.names.protected import ProtectedBrands
from kiosk.domain.names.reference import NameReference

_LAST_WORD = re.compile(
    "(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|新区|省|市|区|县|盟|旗)$"
)
_GROUPING = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
LONGEST_GENERIC = 2
_OWN_PROVINCE = "32"
_KEY_TABLES = (
    "hanzi/pinyin.tsv",
    "industries/words.tsv",
    "industries/other_words.tsv",
    "industries/groups.tsv",
    "names/organisation_forms.tsv",
    "names/places.tsv",
    "names/generic.tsv",
)


def load_names(folder: Path) -> NameReference:
    """Read ``resources/reference``. Raises CatalogueError with file and line."""
    by_code = _division_names(folder / "divisions" / "current.tsv")
    divisions = frozenset(by_code.values())
    words = load_words(folder / "words")
    known = (name for code, name in by_code.items() if _is_known_to_all(code))
    plain_shorts = shorts_of(known) - words.other_meaning
    local_shorts, places, zones = _places(folder / "names" / "places.tsv")
    for table in sorted((folder / "divisions").glob("towns_*.tsv")):
        places[table.stem.removeprefix("towns_")] |= _towns(table)
    for table in sorted((folder / "divisions").glob("villages_*.tsv")):
        columns = ("code", "name", "town", "unconfirmed")
        names = {name for _, (_, name, _, _) in read_table(table, columns)}
        places[table.stem.removeprefix("villages_")] |= names
    sounds = load_sounds(folder / "hanzi" / "pinyin.tsv")
    characters = load_characters(folder / "hanzi" / "characters.txt")
    return NameReference(
        characters=characters,
        standard_of=load_variants(folder / "hanzi" / "variants.tsv", characters),
        sounds=sounds,
        look_alikes=load_look_alikes(folder / "hanzi" / "look_alike.tsv"),
        industries=load_industries(folder / "industries"),
        forms=load_organisation_forms(folder / "names" / "organisation_forms.tsv"),
        words=words,
        divisions=divisions,
        shorts=shorts_of(divisions),
        plain_shorts=plain_shorts,
        local_shorts=local_shorts,
        generic=_generic(folder / "names" / "generic.tsv"),
        protected=ProtectedBrands.of(load_protected(folder), sounds),
        division_words=Lexicon.of(divisions),
        all_places=Lexicon.of(name for names in places.values() for name in names),
        places={division: frozenset(names) for division, names in places.items()},
        zones=zones,
        pleasant=load_pleasant(folder / "names"),
        keyset=_keyset(folder),
    )


def _keyset(folder: Path) -> str:
    digest = hashlib.sha256(KEY_SCHEME.encode())
    for name in _KEY_TABLES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def shorts_of(divisions: Iterable[str]) -> frozenset[str]:
    """Names of divisions without their last word: 昆山 of 昆山市."""
    shorts = (_LAST_WORD.sub("", name) for name in divisions)
    return frozenset(short for short in shorts if len(short) > 1)


def _is_known_to_all(code: str) -> bool:
    """Provinces and cities, and the counties of the own province."""
    return code.endswith("00") or code.startswith(_OWN_PROVINCE)


def _division_names(path: Path) -> dict[str, str]:
    rows = read_table(path, ("code", "name"))
    return {code: name for _, (code, name) in rows if name not in _GROUPING}


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


def _generic(path: Path) -> frozenset[str]:
    found: set[str] = set()
    for line, (_, characters, _) in read_table(path, ("kind", "words", "unconfirmed")):
        listed = characters.split()
        if any(len(word) > LONGEST_GENERIC for word in listed):
            raise CatalogueError(str(path), line, "takes words of one or two characters")
        found.update(listed)
    return frozenset(found)
