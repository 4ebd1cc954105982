"""An invented form that asks one question of every kind, and the way to stand before it."""

from dataclasses import replace
from pathlib import Path

from kiosk.catalogue.forms import load_form
from tests.screens.at_kiosk import AtKiosk
from tests.screens.citizen import Citizen, Step

STILL = "[screen]\nreduced_motion = true\n"
"""Settings under which pages change at once."""

FORM = """
procedure: invented
version: "2026-11-01"
since: 2026-11-01
source: 样例
label: {zh: 新办一件事, en: A new procedure}
steps:
  - id: all
    label: {zh: 各种问题, en: Every question}
    title: {zh: 各种问题, en: Every question}
    fields:
      - {id: a.text, kind: text, label: {zh: 文字, en: Text}, required: true, longest: 20}
      - {id: a.person, kind: person_name, label: {zh: 姓名, en: Name}, required: true}
      - {id: a.number, kind: identity_number, label: {zh: 号码, en: Number}, required: true}
      - {id: a.mobile, kind: mobile, label: {zh: 手机, en: Mobile}, required: true}
      - {id: a.telephone, kind: telephone, label: {zh: 电话, en: Telephone}, required: true}
      - {id: a.postcode, kind: postcode, label: {zh: 邮编, en: Post code}, required: true}
      - {id: a.email, kind: email, label: {zh: 邮箱, en: E-mail}, required: true}
      - {id: a.web, kind: web_address, label: {zh: 网址, en: Web address}, required: true}
      - {id: a.day, kind: date, label: {zh: 日期, en: Day}, required: true}
      - {id: a.expiry, kind: expiry, label: {zh: 有效期, en: Expiry}, required: true}
      - {id: a.nation, kind: nation, label: {zh: 民族, en: Nation}, required: true, offers: [汉族, 回族]}
      - id: a.choice
        kind: choice
        label: {zh: 选择, en: Choice}
        required: true
        choices:
          - {code: one, label: {zh: 甲, en: First}}
          - {code: two, label: {zh: 乙, en: Second}}
      - {id: a.flag, kind: flag, label: {zh: 是否, en: Flag}, required: true}
      - {id: a.declaration, kind: declaration, label: {zh: 我声明, en: I declare}, required: true}
      - {id: a.capital, kind: capital, label: {zh: 金额, en: Amount}, required: true, offers: ["1", "3"]}
      - {id: a.count, kind: count, label: {zh: 份数, en: Count}, required: true, minimum: 1, maximum: 3}
      - {id: scope.items, kind: scope_items, label: {zh: 经营范围, en: Scope}, required: true}
      - {id: scope.main, kind: scope_item, label: {zh: 主要项目, en: Main item}, required: true}
      - {id: premises.division, kind: division, label: {zh: 县市, en: County}, required: true}
      - {id: premises.town, kind: town, label: {zh: 乡镇, en: Town}, required: true}
      - {id: premises.village, kind: village, label: {zh: 村, en: Village}, required: true}
      - {id: a.texts, kind: texts, label: {zh: 几条文字, en: Texts}, required: true}
      - id: a.records
        kind: records
        label: {zh: 几个人, en: People}
        required: true
        members:
          - {id: name, kind: person_name, label: {zh: 姓名, en: Name}, required: true}
          - {id: number, kind: identity_number, label: {zh: 号码, en: Number}, required: true}
      - {id: a.strokes, kind: strokes, label: {zh: 签字, en: Signature}, required: true}
  - id: rest
    label: {zh: 其余, en: The rest}
    fields:
      - {id: b.asked, kind: text, label: {zh: 必填, en: Asked}, required: true}
      - id: b.settled
        kind: choice
        label: {zh: 有默认, en: Settled}
        default: few
        required: true
        choices:
          - {code: few, label: {zh: 几个, en: Few}}
          - {code: many, label: {zh: 许多, en: Many}}
      - {id: b.follows, kind: text, label: {zh: 多少, en: How many}, required: true, shown_when: {field: b.settled, is: many}}
      - {id: b.spare, kind: text, label: {zh: 可有可无, en: Spare}}
"""


def fingers(kiosk: AtKiosk) -> Citizen:
    """A citizen who scrolls to what is to be touched, on the page that shows."""
    return Citizen(kiosk, steps=[Step(kiosk.page)])


def stand_before(kiosk: AtKiosk, folder: Path, step: str = "all") -> None:
    """Open the invented form, read from a file of its own, at a step."""
    folder.mkdir(exist_ok=True)
    (folder / "form.yaml").write_text(FORM, encoding="utf-8")
    known = kiosk.services.house.procedures
    invented = replace(known["establishment"], form=load_form(folder))
    known["invented"] = invented
    known.offered = ("establishment", "invented")
    kiosk.sitting.wipe()
    kiosk.sitting.begin("invented")
    kiosk.sitting.next()
    if step != "all":
        kiosk.sitting._move(replace(kiosk.sitting.wizard, step_id=step))
    kiosk.come_to("fields")
