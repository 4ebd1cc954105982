"""Vectors that hold: licences in many shapes, and specimens."""

from tests.vectors.shape import Vector, shown
from tests.vectors.world import (
    HOST,
    ISSUED,
    TWINS,
    at,
    cbor,
    claims,
    digest16,
    sign1,
    to_text,
)

PERSONS = {
    "rare-1": "林晓𬎆", "rare-2": "𠅤文", "rare-3": "䶮明", "rare-4": "王㐂", "rare-5": "李𪚥",
    "rare-6": "陈𫖯𬬻", "rare-7": "𱁬三", "rare-8": "赵𰻞𰻞", "rare-9": "龘靐齉", "rare-10": "钱𣎴",
    "private": "吴\ue863", "compatible": "羅\uf91d", "variant": "葛\U000e0101飾", "dot": "买买提·吐尔逊",
    "dot-2": "才仁・卓玛", "long": "阿卜杜热合曼·阿卜杜热依木·吐尔逊江", "latin": "Zoë Müller-Łukasz", "one": "王",
    "space": "SMITH JOHN", "quote": "O'Brien \"Pat\"", "zero": "李〇", "combining": "e\u0301a\u0308", "single": "é",
    "thai": "สมชาย", "korean": "김철수", "cyrillic": "Ёлкин", "emoji": "张👨‍👩‍👧", "empty": "",
}  # fmt: skip
NAMES = {
    "plain": "昆山市玉山镇听雨轩面馆", "rare": "昆山市玉山镇𬎆𠅤䶮面馆", "none": "", "brackets": "昆山（玉山）听雨轩面馆",
    "branch": "昆山市玉山镇听雨轩面馆（个体工商户）", "digits": "昆山市玉山镇1314面馆", "latin": "昆山市ABC美发店",
    "23 bytes": "昆山市听雨面" + "馆AB" + "CD", "24 bytes": "昆山市听雨面馆坊", "26 bytes": "昆山市听雨面馆坊AB",
    "65 bytes": "昆山市玉山镇" + "听雨轩" * 5 + "AB", "66 bytes": "昆山市玉山镇" + "听雨轩" * 5 + "坊", "all planes": "㐀一𠀀𪜀𫝀𫠠𬺰𰀀𱍐店",
}  # fmt: skip


def _good(name, what, said, by="K01", host=HOST, **more):
    return Vector(f"good/{name}", what, to_text(sign1(cbor(said), by), host), "ok",
                  fields=shown(said, by), **more)  # fmt: skip


def licences():
    """Real licences that hold."""
    yield _good("plain", "an ordinary licence", claims())
    for name, person in PERSONS.items():
        yield _good(f"person-{name}", f"proprietor: {name}", claims(c4=person))
    for name, business in NAMES.items():
        yield _good(f"name-{name}".replace(" ", "-"), f"business name: {name}", claims(c3=business))
    for number, (name, person) in enumerate(
        zip(list(NAMES.values()) * 3, PERSONS.values(), strict=False)
    ):
        if len((name + person).encode()) < 100:
            yield _good(
                f"both-{number}",
                f"the name {name} with the proprietor {person}, form {1 + number % 2}",
                claims(c3=name, c4=person, c7=1 + number % 2),
            )
    cut = digest16("昆山市玉山镇" + "听雨" * 20 + "面馆\n林晓𬎆")
    yield _good(
        "cut",
        "a long name, cut, with the digest of both names",
        claims(c3="昆山市玉山镇听雨听雨听雨…", c15=cut),
    )
    yield _good(
        "cut-both",
        "both names cut",
        claims(c3="昆山市玉山镇听雨听雨听雨…", c4="阿卜杜热合曼…", c15=cut),
    )
    for length in (100, 110, 117):
        filled = "店" * ((length - 12) // 3)
        yield _good(f"long-{length}", f"names of about {length} bytes", claims(c3=filled))
    room = 300 - len(sign1(cbor(claims(c3="", c9=320583100001))))
    fits = "店" * ((room - 1) // 3)
    fits += "A" * (room - 1 - len(fits.encode()))
    yield _good("300", "as long as may be: 300 bytes", claims(c3=fits, c9=320583100001))
    for code in (110000, 320583, 320583100, 320583100001, 999999999999, 100000):
        yield _good(f"division-{code}", f"premises in division {code}", claims(c9=code))
    for code in (110105, 320583, 659012, 100000, 999999):
        yield _good(f"authority-{code}", f"registered in division {code}", claims(c12=code))
    for day in (20240229, 20000229, 19491001, 10101, 99991231, 20261231, 20260101):
        yield _good(f"day-{day}", f"registered on {day}", claims(c8=day))
    for number, when in enumerate(
        (0, 1, 23, 24, 255, 256, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1)
    ):
        said = claims(c6=when)
        yield _good(f"second-{number}", f"signed at second {when}", said, "K06")
    for shard, place in (
        (0, 0),
        (0, 2**24 - 1),
        (65535, 0),
        (65535, 2**24 - 1),
        (256, 255),
        (1, 65536),
    ):
        yield _good(
            f"place-{shard}-{place}",
            f"shard {shard}, place {place}; nobody is asked",
            claims(c13=at(place, shard)),
        )
    for code in (
        "92320583MAY00017XG",
        "92110105MA0000000X",
        "111111111111111111",
        "YYYYYYYYYYYYYYYYYY",
        "92320583ABCDEFGHJK",
    ):
        yield _good(
            f"code-{code.lower()}",
            f"a credit code of the alphabet of GB 32100-2015: {code}",
            claims(c2=code),
        )
    yield _good("family", "a family business", claims(c7=2))
    for number, host in enumerate(("verify.example", "Verify.Example", "A", "1.2.3.4", "X-Y.EXAMPLE:8443",
                                   "A" * 63 + "." + "B" * 63, "OTHER.EXAMPLE", "EXAMPLE:1", "-.-")):  # fmt: skip
        yield _good(
            f"host-{number}",
            f"at {host[:20]}: the host is no part of the proof",
            claims(),
            host=host,
        )
    plain = sign1(cbor(claims()))
    for scheme in ("https", "Https", "hTTpS"):
        text = scheme + to_text(plain)[5:]
        yield Vector(
            f"good/scheme-{scheme}",
            f"a scheme in another case: {scheme}",
            text,
            "ok",
            fields=shown(claims()),
        )
    yield _good("another-terminal", "signed by another terminal", claims(), "K06")
    yield _good("another-authority", "signed by another authority of the list", claims(), "E01")
    for name in TWINS:
        yield _good(
            f"{name.replace(' ', '-')}",
            f"two keys have the same id by chance, and both are tried: {name}",
            claims(),
            name,
        )
    yield _good(
        "after-now",
        "dated tomorrow: judged at its own time",
        claims(c6=int(ISSUED.timestamp()) + 10**6),
    )
    yield _good("joined", "with practice in the list too", claims(), trust="authority and practice")


def specimens():
    """Specimens: their signature holds, and they have no force."""
    for number, (name, person) in enumerate(
        list(zip(list(NAMES.values()) * 2, PERSONS.values(), strict=False))[:14]
    ):
        if len((name + person).encode()) < 100:
            said = claims(c3=name, c4=person, c14=1)
            yield _specimen(
                f"practice-{number}",
                f"made by practice for {person}, {name}",
                said,
                "P01",
                "practice",
            )
    said = claims(c14=1)
    yield _specimen("joined", "practice beside an authority", said, "P01", "authority and practice")
    yield _specimen("real-key", "an authority's key signs a specimen", said, "K01", "authority")
    yield _specimen(
        "unmarked", "practice leaves the mark out: the key tells", claims(), "P01", "practice"
    )
    yield _specimen(
        "unmarked-joined", "the same beside an authority", claims(), "P01", "authority and practice"
    )


def _specimen(name, what, said, by, trust):
    return Vector(f"specimen/{name}", what, to_text(sign1(cbor(said), by)), "specimen", trust,
                  specimen=True, fields=shown(said, by))  # fmt: skip
