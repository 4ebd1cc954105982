"""What holds of every two names, drawn from characters that are made to meet."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.conflict import BLOCKING, conflicts
from kiosk.domain.names.generic import cores
from kiosk.domain.names.keys import blocking_keys, name_index, search_keys
from kiosk.domain.names.marks import in_original
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.split import split_name
from kiosk.domain.records import RegisteredName
from kiosk.domain.states import ClaimState
from tests.builders import the_names

BRANDS = st.text("晨辰陈光广里理老小记千干重长", min_size=2, max_size=4)
NAMES = st.builds(
    BusinessName,
    division=st.sampled_from(["昆山市", "常熟市"]),
    brand=BRANDS,
    industry=st.sampled_from(["早餐", "餐饮", "快餐", "奶茶", "五金", "图书", "数星星", ""]),
    organisation_form=st.sampled_from(["店", "馆", "商行", "书店", "饭店"]),
    place=st.sampled_from(["", "玉山镇"]),
    suffix=st.sampled_from(["", "（个体工商户）"]),
)


def meeting(one, other):
    claim = RegisteredName(UUID(int=1), other, ClaimState.REGISTERED, own=False)
    return next(iter(conflicts(one, [claim], the_names())), None)


def related(draw):
    """A second name that is often near the first one."""
    first = draw(NAMES)
    near = [first.brand, *cores(first.brand, the_names().generic), f"老{first.brand}"]
    second = draw(NAMES)
    if draw(st.booleans()):
        brand = draw(st.sampled_from([brand for brand in near if len(brand) > 1]))
        second = BusinessName(
            second.division, brand, second.industry, second.organisation_form, second.place
        )
    return name_index(first, the_names()), name_index(second, the_names())


PAIRS = st.composite(related)()


@given(PAIRS)
def test_names_meet_in_the_same_way_seen_from_either_side(pair):
    there, back = meeting(*pair), meeting(*pair[::-1])
    assert (there and there.kind) == (back and back.kind)
    if there and back:
        assert (there.ours, there.theirs) == (back.theirs, back.ours)


@given(PAIRS)
def test_whatever_meets_is_found_by_its_keys(pair):
    one, other = pair
    met = meeting(one, other)
    if met is not None:
        assert set(search_keys(one, the_names())) & set(other.keys), met.kind
    if met is not None and met.kind in BLOCKING:
        assert set(blocking_keys(one)) & set(other.keys), met.kind
        assert set(one.locks) & set(other.locks), met.kind


@given(PAIRS)
def test_the_marked_characters_are_those_that_meet(pair):
    one, other = pair
    met = meeting(one, other)
    if met is not None:
        ours = "".join(one.name[place] for place in met.ours)
        theirs = "".join(other.name[place] for place in met.theirs)
        marked = "".join(met.characters.split(" "))
        assert sorted(ours + theirs) == sorted(marked * 2 if ours == theirs else marked) or (
            sorted(ours) == sorted(theirs) == sorted(met.characters)
        )


@given(NAMES, st.lists(st.integers(0, 20)), st.sampled_from([" ", "\u3000", "\u200b"]))
def test_spaces_brackets_and_selectors_change_neither_name_nor_meetings(name, places, space):
    plain = name.full
    spaced = plain
    for place in places:
        cut = min(place, len(spaced))
        spaced = spaced[:cut] + space + spaced[cut:]
    spaced = spaced.replace("（", "(").replace("）", ")")
    first, second = (
        name_index(split_name(text, the_names()), the_names()) for text in (plain, spaced)
    )
    assert first == second
    everything = tuple(range(len(normalise(spaced))))
    shown = in_original(everything, spaced, normalise(spaced))
    assert "".join(normalise(spaced[place]) for place in shown) == normalise(plain)


@given(NAMES)
def test_a_name_has_few_keys(name):
    assert len(name_index(name, the_names()).keys) <= 40


@given(st.text("老小大王陈晨光记家在线", min_size=2, max_size=6))
def test_what_is_left_of_a_brand_stands_within_it_with_generic_words_around(brand):
    generic = the_names().generic
    loose = {character for word in generic for character in word}
    for core in cores(brand, generic):
        assert 2 <= len(core) < len(brand)
        rests = [
            brand[:n] + brand[n + len(core) :]
            for n in range(len(brand))
            if brand.startswith(core, n)
        ]
        assert any(set(rest) <= loose for rest in rests)
