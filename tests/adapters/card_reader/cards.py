"""Cards of invented people, as files and as the reader should give them."""

import json
from datetime import date

from tests.builders import identity

ON = date(2026, 11, 23)
RESIDENT = {
    "name": "赵试例",
    "sex": "女",
    "nation": "汉",
    "birth": "19950607",
    "address": "示例省示例市示例镇示例路1号",
    "number": identity(order="002"),
    "issuer": "示例市公安局",
    "from": "20200101",
    "to": "2040-01-01",
}
PERMIT = RESIDENT | {
    "type": "J",
    "name": "陳試例",
    "nation": "",
    "number": identity(division="830000", order="002"),
    "to": "20250101",
    "pass_number": "H54000001",
    "issues": "01",
}
FOREIGN_2017 = {
    "type": "I",
    "name": "",
    "name_en": "EXAMPLE, SAMPLE PERSON",
    "sex": "2",
    "birth": "19950607",
    "number": "USA320095060712",
    "nationality": "USA",
    "from": "20190102",
    "to": "20290101",
}
FOREIGN_2023 = FOREIGN_2017 | {
    "type": "Y",
    "name": "例样本",
    "number": identity(division="932840", order="002"),
}
ALL = {"resident": RESIDENT, "J": PERMIT, "I": FOREIGN_2017, "Y": FOREIGN_2023}


def laid(fields=RESIDENT, **changed) -> bytes:
    return json.dumps({**fields, **changed}, ensure_ascii=False).encode()
