"""Search keys under which the register finds a name again, and what must not run at once.

A key is a letter, a colon and a text. ``E`` brand and industry group, ``B`` brand alone, ``P``
one reading of the brand and the industry group, ``W`` the bare whole, ``T`` its sorted letters,
``C`` what is left of the brand without generic characters at its ends, and the industry group.
Scoping by industry group keeps candidate sets tiny in a register of a million names.

A polyphonic brand is stored under every reading, sixteen at the most. Brands that differ in one
look-alike character have no key of their own: the one who asks spells them out, so most names
need six keys, and a new table of look-alikes needs no rebuilding.
"""

from kiosk.domain.business_name import BusinessName, NameIndex
from kiosk.domain.names.generic import cores, one_changed
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.reference import NameReference

NO_GROUP = "-"
LONGEST_NEAR = 40
KEY_SCHEME = "2"
"""Part of every keyset: a change of this module's keys is a new scheme."""


def name_index(name: BusinessName, reference: NameReference, industry_class: str = "") -> NameIndex:
    """The form in which the register holds the name.

    ``industry_class`` is used when it is given (an import's own column, the main scope item);
    otherwise the wording of the industry, else of the form, tells it. A name whose wording
    means another group than the given class is found under both groups.
    """
    brand = normalise(name.brand)
    industry = normalise(name.industry)
    form = normalise(name.organisation_form)
    worded = worded_class(industry, form, reference)
    known_class = industry_class or worded
    group = reference.industries.group_of(known_class)
    groups = tuple(sorted({group, reference.industries.group_of(worded)} - {""}))
    whole = brand + industry + form
    sounds = reference.sounds.of(brand) if brand else ()
    scopes = groups or (NO_GROUP,)
    says_none = not industry and not worded
    keys = [f"W:{whole}", f"T:{''.join(sorted(whole))}", f"B:{brand}"]
    keys += [f"E:{brand}|{scope}" for scope in scopes]
    if groups and says_none:
        keys.append(f"E:{brand}|{NO_GROUP}")
    by_sound = [f"P:{sound}|{scope}" for scope in scopes for sound in sounds]
    bare = [f"C:{core}|{scope}" for core in cores(brand, reference.generic) for scope in scopes]
    return NameIndex(
        name=name.full,
        brand=brand,
        industry=industry,
        organisation_form=form,
        industry_class=known_class,
        industry_group=group,
        uniqueness=brand if group or not industry else f"{brand}|{industry}",
        keys=(*keys, *by_sound, *bare),
        locks=tuple(sorted([*keys[1:3], *by_sound])),
        keyset=reference.keyset,
    )


def blocking_keys(index: NameIndex) -> tuple[str, ...]:
    """The keys that find every name that keeps this one from being registered.

    They are its own, and those of names that say no industry, which block every industry
    (名称规定 17). A name with an industry does not ask for its brand alone: that would fetch
    every industry.
    """
    none = f"E:{index.brand}|{NO_GROUP}"
    own = tuple(key for key in index.keys if not key.startswith("C:"))
    if none in own:
        return own
    return (*(key for key in own if not key.startswith("B:")), none)


def search_keys(index: NameIndex, reference: NameReference) -> tuple[str, ...]:
    """The keys to ask ``register.similar`` with: they find every name that ``conflicts`` tells.

    Besides the blocking ones: the brand within another's, others' within it (A3), and the
    brands that differ in one look-alike character (A4). A brand too long for a name has no near
    ones: the form returns it, and thousands of characters must not become thousands of keys.
    """
    brand = index.brand
    if not 0 < len(brand) <= LONGEST_NEAR:
        return blocking_keys(index)
    near = [*cores(brand, reference.generic), *one_changed(brand, reference.look_alikes)]
    scopes = [key.rpartition("|")[2] for key in index.keys if key.startswith(f"E:{brand}|")]
    asked = [f"E:{other}|{scope}" for other in near for scope in scopes]
    asked += [f"C:{brand}|{scope}" for scope in scopes]
    return tuple(dict.fromkeys([*blocking_keys(index), *asked]))


def worded_class(industry: str, form: str, reference: NameReference) -> str:
    """The class that the wording means: the industry's, or that of a form such as 书店."""
    if industry:
        return reference.industries.class_of(industry, form)
    return reference.forms.classes.get(form, "")


def groups_of(
    industry: str, form: str, known_class: str, reference: NameReference
) -> tuple[str, ...]:
    """The industry groups a name counts in: of its class and of its wording."""
    table = reference.industries
    found = {table.group_of(known_class), table.group_of(worded_class(industry, form, reference))}
    return tuple(sorted(found - {""}))
