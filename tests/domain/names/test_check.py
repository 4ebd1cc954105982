import pytest

from kiosk.domain.business_name import BusinessName
from kiosk.domain.facts import FACTS
from kiosk.domain.names.check import NameQuestion, name_facts, neutral_facts
from tests.builders import the_names

MEALS, GROCERY = ("6291",), ("5211",)


def facts(
    brand="晨光里",
    industry="早餐",
    form="店",
    division="昆山市",
    place="",
    scope=MEALS,
    proprietor="",
):
    name = BusinessName(division, brand, industry, form, place)
    above = ("江苏省", "苏州市")
    question = NameQuestion(name, "320583", "昆山市", scope, proprietor, above=above)
    return name_facts(question, the_names())


def wrong(**parts):
    """The facts that differ from those of a good name."""
    good = facts()
    return {fact: value for fact, value in facts(**parts).items() if value != good[fact]}


def test_a_good_name_has_nothing_wrong():
    neutral = neutral_facts()
    differing = {fact for fact, value in facts().items() if value != neutral[fact]}
    assert differing == {"name.used", "name.brand_length"}


def test_every_fact_of_a_name_has_its_type():
    for fact, value in facts(brand="K中国").items():
        assert FACTS[fact].accepts(value), fact


@pytest.mark.parametrize("sign", ["K", "ｋ", "7", "。", "-", "か", "é", "😀", "·"])
def test_n1_letters_digits_and_signs_are_shown(sign):
    assert wrong(brand=f"晨光{sign}")["name.foreign_signs"]


@pytest.mark.parametrize("sign", ["㊣", "⼤", "🈶", "㍿", "Ｋ", "①", "\ufeff\u200dㄅ"])
def test_n1_what_is_compared_as_a_hanzi_is_still_none_on_a_licence(sign):
    assert wrong(brand=f"晨光{sign}")["name.foreign_signs"] == (sign[-1],)
    assert wrong(industry=f"早餐{sign}")["name.foreign_signs"] == (sign[-1],)


def test_n1_what_cannot_be_seen_is_no_sign():
    assert wrong(brand="晨\ufe00光 里\u200b") == {}


def test_n1_hanzi_outside_the_table_are_shown():
    assert wrong(brand="晨光槑") == {"name.nonstandard": ("槑",)}


def test_n1_a_traditional_character_is_told_with_the_one_to_write():
    assert wrong(brand="晨光裡") == {"name.nonstandard": ("裡（→里）",)}


def test_n1_the_own_name_with_rare_hanzi_goes_to_a_person():
    assert wrong(brand="王𠮷", proprietor="王𠮷") == {
        "name.own_rare": ("𠮷",),
        "name.brand_length": 2,
    }


def test_n1_the_own_name_with_a_separator_goes_to_a_person():
    found = wrong(brand="买买提·吐尔逊", proprietor="买买提•吐尔逊")
    assert found["name.own_rare"] == ("·",)
    assert "name.foreign_signs" not in found


def test_n1_every_standard_character_beyond_the_first_plane_is_good():
    beyond = [c for c in the_names().characters if ord(c) > 0xFFFF]
    assert len(beyond) == 196
    for character in beyond:
        assert "name.nonstandard" not in wrong(brand=f"晨光{character}")


@pytest.mark.parametrize(
    ("parts", "fact"),
    [
        ({"division": ""}, "name.division_wrong"),
        ({"division": "常熟市"}, "name.division_wrong"),
        ({"brand": ""}, "name.brand_missing"),
        ({"industry": ""}, "name.industry_missing"),
        ({"form": ""}, "name.form_missing"),
    ],
)
def test_n2_a_part_that_lacks_is_told(parts, fact):
    assert wrong(**parts)[fact] is True


def test_n2_a_form_that_says_the_industry_needs_no_other_word():
    assert "name.industry_missing" not in wrong(industry="", form="饭店")


@pytest.mark.parametrize("division", ["江苏省昆山市", "江苏省苏州市昆山市", "昆山"])
def test_n2_the_division_may_be_written_longer_or_shorter(division):
    assert wrong(division=division) == {}


@pytest.mark.parametrize("place", ["玉山镇", "淀山湖镇", "开发区", "玉山镇里厍社区"])
def test_n2_places_of_the_county_are_known(place):
    assert wrong(place=place) == {}


def test_n2_a_place_of_elsewhere_is_told():
    assert wrong(place="木渎镇") == {"name.place_unknown": ("木渎镇",)}


@pytest.mark.parametrize("division", ["", "昆山"])
def test_n2_a_zone_without_the_full_division_before_it_is_told(division):
    assert wrong(division=division, place="开发区")["name.zone_alone"] == ("开发区",)


@pytest.mark.parametrize(
    ("brand", "fact"),
    [
        ("常熟市", "name.brand_is_division"),
        ("吴中区", "name.brand_is_division"),
        ("朝阳", "name.brand_is_short_division"),
        ("昆山", "name.brand_is_division"),
        ("浙江", "name.brand_is_division"),
        ("沙县", "name.brand_is_short_division"),
        ("餐饮", "name.brand_is_industry"),
        ("超市", "name.brand_is_form"),
        ("一二三", "name.brand_is_number"),
        ("最佳", "name.brand_is_praise"),
        ("顶级第一", "name.brand_is_praise"),
    ],
)
def test_n3_what_a_brand_may_not_be(brand, fact):
    assert wrong(brand=brand)[fact] == (brand,)


@pytest.mark.parametrize("brand", ["第一春", "双喜楼", "万家福", "朝阳里", "小食代"])
def test_n3_a_brand_that_only_holds_such_words_is_good(brand):
    found = wrong(brand=brand)
    assert [fact for fact in found if fact.startswith("name.brand_is")] == []


def test_n4_an_industry_outside_the_scope_is_told():
    assert wrong(industry="美发") == {"name.industry_outside_scope": ("美发",)}
    assert wrong(industry="", form="书店") == {"name.industry_outside_scope": ("书店",)}


def test_n4_a_synonymous_industry_is_inside_the_scope():
    assert wrong(industry="餐饮") == {}


def test_n4_wholesale_and_retail_of_one_kind_agree():
    good = facts(industry="服装", scope=("5132",))
    assert good["name.industry_outside_scope"] == ()


def test_n4_without_a_scope_nothing_is_outside():
    assert facts(industry="美发", scope=None)["name.industry_outside_scope"] == ()


def test_n4_wording_of_no_class_goes_to_a_person():
    assert wrong(industry="捞月亮") == {"name.industry_unknown": ("捞月亮",)}


@pytest.mark.parametrize("word", ["银行", "保险", "典当", "小额贷款", "理财"])
def test_n4_financial_wording_is_told(word):
    assert word in wrong(industry=word)["name.licensed_words"]


@pytest.mark.parametrize(
    ("form", "found"),
    [("有限公司", "有限公司"), ("合作社", "合作社"), ("医院", "医院"), ("研究院", "研究院")],
)
def test_n5_forms_of_enterprises_are_told(form, found):
    assert wrong(form=form)["name.form_reserved"] == (found,)


def test_n5_business_management_is_an_industry_not_a_form():
    found = facts(industry="企业管理", scope=("7249",))
    assert found["name.form_reserved"] == ()


def test_n5_a_form_nobody_knows_is_told():
    assert wrong(form="天地") == {"name.form_unknown": ("天地",)}


@pytest.mark.parametrize(
    ("brand", "article"),
    [
        ("东突", "第二项"),
        ("晨光赌场", "第五项"),
        ("海洛因", "第五项"),
        ("大英国", "第四项"),
        ("公安人家", "第三项"),
        ("支那里", "第一项"),
    ],
)
def test_n6_hard_words_are_told_with_their_article(brand, article):
    (found,) = wrong(brand=brand)["name.hard_words"]
    assert article in found


def test_n6_restricted_words_are_told_with_their_article():
    (found,) = wrong(brand="人民风")["name.restricted_words"]
    assert found == "人民（《企业名称登记管理规定》第十二条）"


@pytest.mark.parametrize("word", ["中国", "中华", "全国", "国家", "国际"])
def test_n6_words_of_the_whole_state_are_not_for_individuals(word):
    (found,) = wrong(brand=f"{word}风")["name.hard_words"]
    assert found == f"{word}（《个体工商户名称登记管理办法》（2008年）第十一条）"


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"brand": "心中", "industry": "国画"}, "中国"),
        ({"brand": "今朝", "industry": "鲜花"}, "朝鲜"),
        ({"brand": "故人", "industry": "民宿", "form": "店"}, "人民"),
    ],
)
def test_n6_a_word_across_parts_only_warns(parts, word):
    found = wrong(**parts)
    assert found["name.border_words"] == (word,)
    assert "name.restricted_words" not in found
    assert "name.hard_words" not in found


def test_n6_what_arises_with_the_division_is_nobodys_choice():
    assert "name.border_words" not in wrong(brand="长风里")


@pytest.mark.parametrize(
    ("industry", "form", "scope", "items"),
    [
        ("家电", "维修部", ("8132",), ()),
        ("五金", "店", ("5281",), ()),
        ("水果", "超市", ("5223",), ()),
        ("酒", "店", ("6110",), ()),
        ("网络技术", "服务部", ("6519",), ("网络技术服务",)),
        ("安装", "服务部", ("8132",), ("家用电器安装服务",)),
    ],
)
def test_n4_the_form_and_the_items_help_to_read_the_industry(industry, form, scope, items):
    name = BusinessName("昆山市", "晨光里", industry, form)
    question = NameQuestion(name, "320583", "昆山市", scope, scope_texts=items)
    found = name_facts(question, the_names())
    assert found["name.industry_outside_scope"] == ()
    assert found["name.industry_unknown"] == ()


@pytest.mark.parametrize("division", ["上海市昆山市", "昆山市昆山市", "吴江区昆山市"])
def test_n2_only_what_the_county_lies_in_stands_before_it(division):
    assert wrong(division=division) == {"name.division_wrong": True}


@pytest.mark.parametrize("text", ["最", "店", "早餐", "中国", "里厍社区", "（", "𬸪", "\ud842"])
def test_a_part_of_any_length_has_facts(text):
    many = text * 1999
    for part in ("place", "brand", "industry", "form"):
        found = facts(**{part: many})
        assert all(FACTS[fact].accepts(value) for fact, value in found.items()), part
    assert facts(brand=many)["name.brand_length"] == len(many)


@pytest.mark.parametrize(
    ("brand", "known"), [("肯德鸡", "肯德基"), ("啃得鸡", "肯德基"), ("新沃尔妈", "沃尔玛")]
)
def test_a5_a_longer_brand_that_sounds_as_a_protected_one_is_told(brand, known):
    assert wrong(brand=brand)["name.protected"][0].startswith(known)


def test_a5_two_characters_of_the_same_sound_say_nothing():
    assert wrong(brand="花味") == {"name.brand_length": 2}


def test_a5_a_person_whose_name_sounds_as_an_old_brand_keeps_it():
    assert wrong(brand="张小全", industry="面", form="馆") == {}


@pytest.mark.parametrize("brand", ["全聚德", "新全聚德", "奥灶馆"])
def test_a5_a_protected_brand_is_told(brand):
    assert wrong(brand=brand)["name.protected"] == (f"{brand.removeprefix('新')}（老字号）",)


def test_a5_a_common_word_is_protected_in_its_own_trade_alone():
    assert "name.protected" not in wrong(brand="长城")
    assert wrong(brand="长城", industry="汽车", scope=("5261",))["name.protected"]


def test_n6_a_harmless_longer_word_is_no_listed_word():
    assert "name.hard_words" not in wrong(industry="中国结")
    assert "name.hard_words" in wrong(brand="中国晨")


def test_n6_a_harmless_longer_word_may_be_listed_for_a_milder_level():
    assert set(wrong(industry="日本料理")) == {"name.restricted_words"}


def test_n2_a_form_that_says_trade_and_not_in_what_is_for_an_officer():
    assert wrong(industry="", form="商行") == {"name.industry_general": ("商行",)}
    assert wrong(industry="", form="部") == {"name.industry_missing": True}
    assert wrong(form="商行") == {}


def test_n5_a_form_the_law_does_not_decide_is_for_an_officer_however_it_is_cut():
    for industry, form in (("", "宠物医院"), ("宠物", "医院")):
        found = wrong(industry=industry, form=form, scope=("8222",))
        assert found["name.form_unsettled"] == ("宠物医院",)
        assert "name.form_reserved" not in found
    assert "name.restricted_words" not in wrong(brand="中国结艺")


def test_a_business_without_a_name_has_neutral_facts():
    found = name_facts(NameQuestion(None, "320583", "昆山市"), the_names())
    assert found == neutral_facts()


def test_the_word_lists_stay_short_enough_to_be_read():
    assert len(the_names().words.listed) <= 500
