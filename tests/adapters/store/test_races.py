"""Fifteen kiosks at once: one winner a name, none lost, none doubled, on both databases."""

from tests.adapters.store.crowd import race
from tests.adapters.store.records import AREA, index
from tests.adapters.store.work import faults_of, issue, publish, submit

KIOSKS = 15


def by_look_or_meaning(mine, other):
    """The same look or the same meaning is a conflict; the same sound alone is not."""
    shared = set(mine.keys) & set(other.index.keys)
    return any(key[0] in "ELM" for key in shared)


def run_with(names):
    def run(store, terminal, runner, number):
        one = submit(store, terminal)
        return issue(store, terminal, one, names(runner, number), by_look_or_meaning)

    return run


def outcome(url, store, names, rounds=3):
    """Which codes were issued in each round, after everything was found whole."""
    publish(store)
    table = race(url, KIOSKS, rounds, run_with(names))
    assert [result for row in table for result in row if isinstance(result, BaseException)] == []
    issued = [[code for code in row if code is not None] for row in table]
    codes = [code for row in issued for code in row]
    with store.read() as unit:
        entries = {entry.credit_code: entry for entry in unit.register.entries()}
        applications = [row for row in unit.trail.rows() if row.event == "application_submitted"]
        claimed = sorted(claim.credit_code for claim in unit.register.claims())
    assert sorted(codes) == sorted(entries) == claimed  # none lost, none doubled
    assert len(applications) == KIOSKS * rounds
    assert faults_of(store, []) == []
    return [[entries[code].name for code in row] for row in issued]


def test_the_same_name_is_issued_once(url, opened):
    def same(_runner, number):
        return index(f"鑫{number}", locks=(f"P:xin{number}",))

    assert [len(row) for row in outcome(url, opened(), same)] == [1, 1, 1]


def test_the_same_name_is_issued_once_even_if_nobody_locks_or_looks(url, opened):
    def same(_runner, number):
        return index(f"鑫{number}", keys=())

    assert [len(row) for row in outcome(url, opened(), same)] == [1, 1, 1]


def test_of_a_same_sound_like_glyph_pair_one_is_issued(url, opened):
    def pair(runner, number):
        brand = "己巳"[runner % 2] + str(number)
        look, sound = f"L:{number}", f"P:ji{number}"
        return index(brand, keys=(f"E:{brand}", look, sound), locks=(sound,))

    assert [len(row) for row in outcome(url, opened(), pair)] == [1, 1, 1]


def test_of_a_synonymous_pair_in_one_industry_one_is_issued(url, opened):
    def pair(runner, number):
        brand = ("快乐", "欢乐")[runner % 2] + str(number)
        meaning = f"M:joy{number}"
        sound = f"P:{brand}"
        return index(brand, keys=(f"E:{brand}", meaning, sound), locks=(meaning, sound))

    assert [len(row) for row in outcome(url, opened(), pair)] == [1, 1, 1]


def test_of_a_pair_that_only_sounds_alike_both_are_issued(url, opened):
    def pair(runner, number):
        brand = ("鑫源", "新园")[runner % 2] + str(number)
        sound = f"P:xinyuan{number}"
        return index(brand, keys=(f"E:{brand}", sound), locks=(sound,))

    issued = outcome(url, opened(), pair)
    assert [len(set(row)) for row in issued] == [2, 2, 2]
    assert [len(row) for row in issued] == [2, 2, 2]


def test_other_names_and_areas_do_not_wait_for_a_lock(url, opened):
    store = opened()
    with store.write() as here:
        here.register.lock_names(AREA, ["P:a", "M:b"])
        if not url.startswith("sqlite"):
            with opened("K02").write() as there:
                there.register.lock_names(AREA, ["P:c"])  # another name does not wait
                there.register.lock_names("3201", ["P:a"])  # nor another area
        here.commit()
