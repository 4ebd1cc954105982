"""The schema of facts: every typed, flat thing that a rule may ask about an application.

Facts are computed in Python (``gather``); rules are data. Where a fact cannot be known, because
an answer is missing or unreadable, it takes the neutral value written here, and the answer's own
problem stands in ``form.problems``, ``identity.problems`` or the like.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.decision import FactValue


class FactKind(StrEnum):
    """The type of a fact's value."""

    BOOL = "bool"
    INT = "int"
    TEXT = "text"
    LIST = "list"  # tuple of texts

    @property
    def python_type(self) -> type:
        """The exact type of a value of this kind."""
        return {"bool": bool, "int": int, "text": str, "list": tuple}[self.value]


@dataclass(frozen=True, slots=True)
class FactType:
    """What a fact is; ``personal`` values are encrypted where they are stored."""

    kind: FactKind
    zh: str
    en: str
    personal: bool = False

    def accepts(self, value: FactValue) -> bool:
        """Whether a value has exactly this type."""
        if self.kind is FactKind.LIST:
            return isinstance(value, tuple) and all(isinstance(member, str) for member in value)
        return type(value) is self.kind.python_type


UNKNOWN = -1
"""A number that cannot be known: an age without a readable identity number, and the like."""


def _bool(zh: str, en: str, *, personal: bool = False) -> FactType:
    return FactType(FactKind.BOOL, zh, en, personal)


def _int(zh: str, en: str, *, personal: bool = False) -> FactType:
    return FactType(FactKind.INT, zh, en, personal)


def _text(zh: str, en: str, *, personal: bool = False) -> FactType:
    return FactType(FactKind.TEXT, zh, en, personal)


def _list(zh: str, en: str, *, personal: bool = False) -> FactType:
    return FactType(FactKind.LIST, zh, en, personal)


FACTS: Mapping[str, FactType] = {
    # lists of problems hold "code@field"
    "form.problems": _list("申请表问题", "faults of the form"),
    "identity.problems": _list("身份信息问题", "faults of the identity"),
    "premises.problems": _list("经营场所问题", "faults of the premises"),
    "scope.problems": _list("经营范围问题", "faults of the scope"),
    "family.problems": _list("家庭成员问题", "faults of the family members"),
    # the person
    "identity.unaccounted": _bool("证件号码无法识别", "the number cannot be read, unexplained"),
    "identity.assurance_ok": _bool("已实名验证", "the identity is sure enough"),
    "identity.card_agrees": _bool("与证件一致", "the answers agree with the card"),
    "proprietor.age": _int("年龄（未知为-1）", "age in full years, -1 unknown", personal=True),
    "proprietor.id_kind": _text("证件种类（未知为空）", "kind of document", personal=True),
    "proprietor.region": _text("港澳台地区（无为空）", "hk, macao, taiwan or empty", personal=True),
    "proprietor.id_valid": _bool("证件在有效期内", "the document is not expired", personal=True),
    "proprietor.id_division_known": _bool("号码地区码可识别", "the prefix is known", personal=True),
    "proprietor.barred": _bool("在三年限制名单内", "within the three years' bar", personal=True),
    "proprietor.businesses": _int("名下个体工商户数", "businesses in the register", personal=True),
    "proprietor.farmer_proof_missing": _bool("缺台湾农民证明", "the Taiwan farmer's proof lacks"),
    "person.unprintable": _list("人名中无法打印的字", "characters no font has", personal=True),
    # the premises
    "premises.outside": _list("辖区外的行政区划", "division outside the area"),
    "premises.residential_without_commitment": _bool("住宅缺承诺", "a home without commitment"),
    "premises.residential_items": _list("住宅内的经营项目", "scope items carried on in a home"),
    "premises.platform_not_online": _bool("网络场所非网络经营", "a platform place, not online"),
    "premises.host_contract_missing": _bool("缺集群托管合同", "the hosting contract lacks"),
    "premises.host_contract_ended": _bool("集群托管合同已到期", "the hosting contract has ended"),
    "premises.items_without_site": _list("无实体场地的经营项目", "items at no site of their own"),
    "premises.road_unusual": _list("少见的路名", "a road that ends as roads seldom do"),
    "premises.businesses": _int("同一地址已登记户数", "businesses in the register at this door"),
    "premises.unprintable": _list("地址中无法打印的字", "characters no font has", personal=True),
    # the scope
    "scope.unknown": _list("目录外项目", "items not in the catalogue"),
    "scope.company_only": _list("个体不得经营的项目", "items for companies only"),
    "scope.limited": _list("限定条件的项目", "items open in some cases only"),
    "scope.conflicts": _list("相互矛盾的项目", "items that exclude each other"),
    "scope.uneasy": _list("不宜同处经营的项目", "items that should not share a place"),
    "scope.permit_missing": _list("缺前置许可的项目", "items that lack the prior permit"),
    "scope.permit_expired": _list("前置许可失效的项目", "items whose prior permit is not valid"),
    "scope.permit_copies_missing": _list("缺许可证复印件的项目", "items without the permit's copy"),
    # the name; all neutral when there is none
    "name.used": _bool("使用名称", "a name is used"),
    "name.foreign_signs": _list("非汉字字符", "letters, digits and signs"),
    "name.nonstandard": _list("非规范汉字", "characters outside the table"),
    "name.own_rare": _list("本人姓名中的生僻字", "rare characters of the own name", personal=True),
    "name.division_wrong": _bool("行政区划缺失或不符", "the division lacks or differs"),
    "name.brand_missing": _bool("缺字号", "the brand lacks"),
    "name.industry_missing": _bool("缺行业", "the industry lacks"),
    "name.form_missing": _bool("缺组织形式", "the organisation form lacks"),
    "name.place_unknown": _list("不明地名", "place that the division does not have"),
    "name.zone_alone": _list("单独使用的区域名称", "zone without the division before it"),
    "name.brand_length": _int("字号字数（无为-1）", "characters of the brand, -1 without one"),
    "name.brand_is_division": _list("字号为行政区划全称", "brand is a division's full name"),
    "name.brand_is_short_division": _list("字号为行政区划简称", "brand is a division's short name"),
    "name.brand_is_industry": _list("字号为行业用语", "brand is industry wording"),
    "name.brand_is_form": _list("字号为组织形式", "brand is an organisation form"),
    "name.brand_is_number": _list("字号仅为数字量词", "brand is numbers only"),
    "name.brand_is_praise": _list("字号仅为赞誉用语", "brand is praise only"),
    "name.industry_outside_scope": _list("与经营范围不符的行业", "industry outside the scope"),
    "name.industry_unknown": _list("无法识别的行业", "industry wording of no known class"),
    "name.licensed_words": _list("须许可的行业用语", "words of licensed industries"),
    "name.form_unknown": _list("不明组织形式", "unknown organisation form"),
    "name.industry_general": _list("只说买卖的组织形式", "forms that say trade and no industry"),
    "name.form_unsettled": _list("法律未定的组织形式", "forms the law does not decide"),
    "name.form_reserved": _list("企业或组织专用形式", "forms of enterprises and bodies"),
    "name.hard_words": _list("禁用词（附条款）", "prohibited words with their article"),
    "name.restricted_words": _list("限用词（附条款）", "restricted words with their article"),
    "name.border_words": _list("跨字号出现的词", "listed words across parts"),
    "name.same_whole": _list("相同名称（S1）", "the same names (S1)"),
    "name.same_parts": _list("要素换序相同的名称（S2）", "the same parts reordered (S2)"),
    "name.same_brand": _list("同行业同字号（S3）", "same brand, same industry (S3)"),
    "name.near_industry": _list("近似行业同字号（A1）", "same brand, synonymous industry (A1)"),
    "name.near_glyph": _list("同音形近字号（A2）", "same sound and like glyphs (A2)"),
    "name.near_sound": _list("同音字号", "same sound only (A2, warning)"),
    "name.contained": _list("字号相互包含", "one brand within the other (A3, warning)"),
    "name.one_character": _list("一字之差且字形相近", "one look-alike character (A4, warning)"),
    "name.protected": _list("受保护的字号", "well-known or time-honoured brand (A5)"),
    "name.warnings_unaccepted": _list("未确认的提示", "warnings not accepted"),
    "name.unprintable": _list("名称中无法打印的字", "characters no font has"),
    # the rest
    "family.member_missing": _bool("家庭经营缺成员", "a family business without members"),
    "family.proof_missing": _bool("缺家庭关系证明", "the proof of the family lacks"),
    "family.taiwan": _bool("台湾居民家庭经营", "a Taiwan resident's family business"),
    "declarations.truth_missing": _bool("缺真实性承诺", "the declaration of truth lacks"),
    "declarations.name_missing": _bool("缺名称承诺", "the declaration on the name lacks"),
    "declarations.premises_missing": _bool("缺场所承诺", "the declaration on the premises lacks"),
    "declarations.permits_missing": _bool("缺许可承诺", "the declaration on permits lacks"),
    "filing.by_agent": _bool("代理人办理", "filed by an agent"),
    "filing.for_person": _bool("由人受理", "the form ends in a receipt: a person decides"),
    "help.wanted": _bool("要求人工办理", "the citizen asks for a person"),
    "approval.paused": _bool("自动核准已暂停", "automatic approval is paused"),
}
"""Every fact there is. A new fact is a line here and its computing in ``gather``."""
