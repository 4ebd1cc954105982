"""Whatever is typed, the engine neither fails nor remembers it."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.input.engine import Mode
from tests.engine import the_engine

HOSTILE = ["", "'", "''''", " ", "\n", "\0", "1", "a" * 10_000, "zs" * 5000, "9" * 10_000,
           "26" * 5000, "h" * 10_000, "'" * 10_000, "ß", "İ", "晨光", "🙂", "\ud800", "ｘｉａｎ",
           "-1", "U+", "0x4E00", "+" * 100, "٣٤٥٦", "wang'" * 2000, "e\u0301"]  # fmt: skip


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("code", HOSTILE, ids=lambda code: ascii(code[:8]) + str(len(code)))
def test_no_code_makes_it_fail(mode, code):
    engine = the_engine()
    for candidate in engine.candidates(mode, code):
        assert 0 < candidate.used <= len(code)
    assert isinstance(engine.shown(mode, code), str)
    assert isinstance(engine.follows(mode, code), frozenset)


@given(st.sampled_from(Mode), st.text(max_size=40))
def test_no_text_makes_it_fail(mode, code):
    engine = the_engine()
    engine.candidates(mode, code)
    engine.shown(mode, code)
    engine.follows(mode, code)


def test_nothing_typed_stays_in_the_engine():
    engine = the_engine()
    before = pickle.dumps(engine)
    for mode, code in [
        (Mode.PINYIN, "chenzhuoran"),
        (Mode.NINE, "2436948667263"),
        (Mode.STROKES, "hhshpp"),
        (Mode.PARTS, "wang'cheng"),
        (Mode.CODE, "20164"),
    ]:
        for candidate in engine.candidates(mode, code):
            assert candidate.text not in repr(candidate)
        engine.shown(mode, code)
        engine.follows(mode, code)

    assert pickle.dumps(engine) == before
