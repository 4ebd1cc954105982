"""Pinyin by letters: what people type when they register a business is offered first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.input.engine import Mode
from tests.engine import offered, the_engine

PINYIN = Mode.PINYIN


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("getigongshanghu", "个体工商户"),
        ("yingyezhizhao", "营业执照"),
        ("kunshanshiyushanzhen", "昆山市玉山镇"),
        ("jiangsushengkunshanshizhoushizhen", "江苏省昆山市周市镇"),
        ("canyinfuwu", "餐饮服务"),
        ("shunyiqu", "顺义区"),
        ("tongyishehuixinyongdaima", "统一社会信用代码"),
        ("woyaobanyingyezhizhao", "我要办营业执照"),
        ("chenguang", "晨光"),
        ("ouyang", "欧阳"),
        ("liuan", "六安"),
        ("xi'an", "西安"),
        ("xian", "先"),
        ("fangan", "方案"),
        ("fan'gan", "反感"),
        ("nv", "女"),
        ("lue", "略"),
        ("lve", "略"),
        ("GETI", "个体"),
    ],
)
def test_the_likeliest_text_comes_first_and_uses_the_whole_code(code, first):
    best = the_engine().candidates(PINYIN, code)[0]

    assert (best.text, best.used) == (first, len(code))


@pytest.mark.parametrize(
    ("code", "text"),
    [("cg", "晨光"), ("cguang", "晨光"), ("cheng", "成"), ("chengu", "晨光"), ("gtgsh", "个体工商户"),
     ("xian", "西安"), ("ksst", "昆山市"), ("yyzz", "营业执照"), ("geti", "个体")],
)  # fmt: skip
def test_first_letters_and_begun_syllables_find_phrases(code, text):
    assert text in offered(PINYIN, code)


@pytest.mark.parametrize(
    ("sound", "character"),
    [("ying", "𬎆"), ("xi", "𠅤"), ("yan", "䶮"), ("kun", "堃"), ("yi", "祎"), ("rong", "镕"),
     ("di", "頔"), ("yun", "赟"), ("jie", "㛃"), ("zhe", "喆"), ("xun", "𬍤"), ("zhao", "曌")],
)  # fmt: skip
def test_rare_characters_of_names_are_found_by_their_sound(sound, character):
    assert character in offered(PINYIN, sound, most=1000)


def test_a_phrase_uses_its_own_letters_and_leaves_the_rest():
    found = {c.text: c.used for c in the_engine().candidates(PINYIN, "kunshanshiyushanzhen")}

    assert found["昆山市"] == len("kunshanshi")
    assert found["昆山"] == len("kunshan")
    assert found["昆"] == len("kun")


def test_the_sentence_comes_before_phrases_and_phrases_before_characters():
    texts = offered(PINYIN, "kunshanshiyushanzhen")

    assert [len(text) for text in texts] == sorted(map(len, texts), reverse=True)


def test_common_characters_come_before_rare_ones():
    texts = offered(PINYIN, "chen", most=300)

    assert texts.index("陈") < texts.index("谌") < texts.index("𬘭") < texts.index("陳")


def test_a_character_says_how_it_sounds_here():
    notes = {c.text: c.note for c in the_engine().candidates(PINYIN, "chong", most=100)}

    assert notes["重"] == "chóng"
    assert the_engine().candidates(PINYIN, "chenguang")[0].note == "chen'guang"


@pytest.mark.parametrize(
    ("code", "shown"),
    [("chenguang", "chen'guang"), ("fangan", "fang'an"), ("cg", "c'g"), ("cguang", "c'guang"),
     ("chen'", "chen'"), ("xi'an", "xi'an"), ("getigongshanghu", "ge'ti'gong'shang'hu"), ("", ""),
     ("iii", "iii"), ("chen9", "chen9"), ("lue", "lue")],
)  # fmt: skip
def test_the_code_is_shown_divided_as_it_was_understood(code, shown):
    assert the_engine().shown(PINYIN, code) == shown


def test_the_keys_that_lead_on_are_known():
    follows = the_engine().follows

    assert follows(PINYIN, "") == frozenset("abcdefghjklmnopqrstwxyz")
    assert "v" in follows(PINYIN, "l")
    assert not follows(PINYIN, "b") & set("v")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", max_size=30))
def test_what_is_shown_keeps_every_letter_and_what_is_used_never_exceeds_the_code(code):
    shown = the_engine().shown(PINYIN, code)

    assert shown.replace("'", "") == code.replace("'", "")
    for candidate in the_engine().candidates(PINYIN, code):
        assert 0 < candidate.used <= len(code)
        assert candidate.text


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", max_size=30), st.integers(0, 80))
def test_no_text_is_offered_twice_and_never_more_than_asked_for(code, most):
    texts = offered(PINYIN, code, most=most)

    assert len(texts) == len(set(texts)) <= most
