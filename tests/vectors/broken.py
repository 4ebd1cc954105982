"""Vectors that do not hold by themselves: texts, encodings, headers, claims, keys, turned bits."""

import base64

from tests.vectors import second_reading
from tests.vectors.shape import Vector, shown
from tests.vectors.world import (
    HOST,
    ISSUED,
    ORDER,
    TWINS,
    Raw,
    cbor,
    claims,
    head,
    key,
    key_id,
    public,
    sign1,
    to_text,
)

PLAIN = sign1(cbor(claims()))
TEXT = to_text(PLAIN)
BASE32 = TEXT.partition("#")[2]
WHEN = int(ISSUED.timestamp())


def texts():
    """What is not the text of a QR of ours."""
    other, bad = "not_a_credential", "malformed"
    uneven = to_text(
        sign1(cbor(claims(c4="林晓")))
    )  # its Base32 would be padded, and has loose bits
    last = uneven[-1]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    loose = alphabet[alphabet.index(last) ^ 1]
    base45 = "".join(chr(65 + n % 26) + "%$*+-./:"[n % 8] for n in range(60))
    for name, what, text, reason in [
        ("empty", "nothing", "", bad),
        ("space", "a space", " ", other),
        ("words", "other words", "你好", other),
        ("http", "http instead of https", TEXT.replace("HTTPS", "HTTP"), other),
        ("ftp", "another scheme", TEXT.replace("HTTPS", "FTP"), other),
        ("long-s", "a long s, which some folding takes for an s", TEXT.replace("HTTPS", "HTTP\u017f"), other),
        ("bare", "no scheme", TEXT[8:], other),
        ("base32-alone", "the object alone", BASE32, other),
        ("path-lower", "the path in lower case", TEXT.replace("/V/", "/v/"), other),
        ("path-other", "another path", TEXT.replace("/V/", "/W/"), other),
        ("path-long", "a longer path", TEXT.replace("/V/", "/V/X/"), other),
        ("path-none", "no path", TEXT.replace("/V/", "/"), other),
        ("query", "? instead of #", TEXT.replace("#", "?"), other),
        ("query-too", "a query before the #", TEXT.replace("#", "?A#"), other),
        ("no-hash", "no #", TEXT.replace("#", ""), other),
        ("no-host", "no host", TEXT.replace(HOST, ""), other),
        ("user", "a user before the host", TEXT.replace(HOST, f"A@{HOST}"), other),
        ("host-space", "a space in the host", TEXT.replace(HOST, "VERIFY EXAMPLE"), other),
        ("host-wide", "a host in wide letters", TEXT.replace(HOST, "ＶＥＲＩＦＹ.EXAMPLE"), other),
        ("host-han", "a host in Chinese", TEXT.replace(HOST, "验照.EXAMPLE"), other),
        ("host-under", "a host with an underscore", TEXT.replace(HOST, "VERIFY_1.EXAMPLE"), other),
        ("host-long", "a host of 254 characters", TEXT.replace(HOST, "A" * 254), other),
        ("port-empty", "a port that is empty", TEXT.replace(HOST, f"{HOST}:"), other),
        ("port-long", "a port of six digits", TEXT.replace(HOST, f"{HOST}:123456"), other),
        ("port-text", "a port of letters", TEXT.replace(HOST, f"{HOST}:HTTPS"), other),
        ("leading-space", "a space before", f" {TEXT}", other),
        ("backslash", "backslashes", TEXT.replace("/", "\\"), other),
        ("wechat", "the address of a shop", "https://u.example/abcdef", other),
        ("nothing-signed", "nothing after the #", TEXT.partition("#")[0] + "#", bad),
        ("lower", "Base32 in lower case", TEXT.replace(BASE32, BASE32.lower()), bad),
        ("one-lower", "one letter in lower case", TEXT[:-5] + TEXT[-5].lower() + TEXT[-4:] if TEXT[-5].isalpha() else TEXT[:-4] + "a" + TEXT[-3:], bad),
        ("trailing-space", "a space behind", f"{TEXT} ", bad),
        ("inner-space", "a space within", f"{TEXT[:90]} {TEXT[90:]}", bad),
        ("newline", "a line feed behind", f"{TEXT}\n", bad),
        ("tab", "a tab within", f"{TEXT[:90]}\t{TEXT[90:]}", bad),
        ("nul", "a NUL within", f"{TEXT[:90]}\0{TEXT[90:]}", bad),
        ("zero-width", "a zero-width space", f"{TEXT[:90]}\u200b{TEXT[90:]}", bad),
        ("bom", "a byte order mark before", f"\ufeff{TEXT}", bad),
        ("bidi", "a mark that turns the direction", f"{TEXT[:90]}\u202e{TEXT[90:]}", bad),
        ("wide", "a wide letter", TEXT[:-1] + "Ａ", bad),
        ("ideograph", "an ideograph", TEXT[:-1] + "照", bad),
        ("zero", "0 for O", TEXT[:60] + "0" + TEXT[61:], bad),
        ("one", "1 for I", TEXT[:60] + "1" + TEXT[61:], bad),
        ("eight", "8 for B", TEXT[:60] + "8" + TEXT[61:], bad),
        ("nine", "9 for G", TEXT[:60] + "9" + TEXT[61:], bad),
        ("padded", "padded with =", uneven + "=" * (-len(uneven.partition("#")[2]) % 8), bad),
        ("padded-1", "padded with one =", TEXT + "=", bad),
        ("base45", "Base45", TEXT.partition("#")[0] + "#" + base45, bad),
        ("base64url", "Base64url", TEXT.partition("#")[0] + "#" + base64.urlsafe_b64encode(PLAIN).decode(), bad),
        ("hex", "hexadecimal", TEXT.partition("#")[0] + "#" + PLAIN.hex().upper(), bad),
        ("percent", "a letter as %41", TEXT[:-1] + "%41", bad),
        ("second-hash", "a second #", TEXT + "#A", bad),
        ("slash", "a slash behind", TEXT + "/", bad),
        ("more-1", "a letter more", TEXT + "A", bad),
        ("twice", "the object twice", TEXT + BASE32, bad),
        ("long", "1025 characters", TEXT + "A" * (1025 - len(TEXT)), bad),
        ("huge", "10,000 characters", TEXT + "A" * (10_000 - len(TEXT)), bad),
        ("301", "an object of 301 bytes", to_text(PLAIN + bytes(301 - len(PLAIN))), bad),
        ("loose-bits", "the last letter has bits that mean nothing", uneven[:-1] + loose, bad),
    ]:  # fmt: skip
        yield Vector(f"text/{name}", what, text, reason)
    for kept in (
        *range(1, 9),
        16,
        24,
        40,
        100,
        200,
        300,
        len(BASE32) - 8,
        len(BASE32) - 3,
        len(BASE32) - 1,
    ):
        text = TEXT.partition("#")[0] + "#" + BASE32[:kept]
        yield Vector(f"text/cut-{kept}", f"cut after {kept} letters", text, "malformed")


def encodings():
    """CBOR that is not the one spelling, or is something else."""
    payload = cbor(claims())
    other, bad = "not_a_credential", "malformed"
    nest = lambda n: b"\x81" * n + b"\0"  # noqa: E731
    long_protected = head(5, 2, 1) + cbor(1) + cbor(-8) + cbor(4) + cbor(key_id("K01"))
    open_map = b"\xbf" + payload[1:] + b"\xff"
    swapped = (
        head(5, 14)
        + cbor(2)
        + cbor(claims()[2])
        + cbor(1)
        + cbor(1)
        + b"".join(cbor(c) + cbor(v) for c, v in claims().items() if c > 2)
    )
    twice = (
        head(5, 15) + b"".join(cbor(c) + cbor(v) for c, v in claims().items()) + cbor(14) + cbor(0)
    )
    for name, what, signed, reason in [
        ("trailing-0", "a zero byte behind", PLAIN + b"\0", bad),
        ("trailing-f6", "a null behind", PLAIN + b"\xf6", bad),
        ("trailing-item", "a second item behind", PLAIN + cbor({}), bad),
        ("leading-0", "a zero byte before", b"\0" + PLAIN, bad),
        ("zero", "the number 0", b"\0", other),
        ("text", "a text", cbor("licence"), other),
        ("bytes", "a byte string", cbor(PLAIN[:200]), other),
        ("map", "a map", cbor({1: 2}), other),
        ("list", "a list", cbor([1, 2]), other),
        ("claims-alone", "the claims alone", payload, other),
        ("float", "a half float", b"\xf9\0\0", bad),
        ("double", "a double", b"\xfb" + bytes(8), bad),
        ("true", "true", b"\xf5", bad),
        ("null", "null", b"\xf6", bad),
        ("undefined", "undefined", b"\xf7", bad),
        ("simple", "a simple value", b"\xf8\xff", bad),
        ("break", "a break alone", b"\xff", bad),
        ("reserved-28", "a head with the reserved 28", b"\x1c", bad),
        ("reserved-30", "a head with the reserved 30", b"\x5e", bad),
        ("indefinite-bytes", "a byte string of indefinite length", b"\x5f\x41\x01\xff", bad),
        ("indefinite-text", "a text of indefinite length", b"\x7f\x61a\xff", bad),
        ("indefinite-list", "the four parts in a list of indefinite length", b"\xd2\x9f" + PLAIN[2:] + b"\xff", bad),
        ("indefinite-map", "the claims in a map of indefinite length", sign1(open_map), bad),
        ("indefinite-header", "a header of indefinite length", sign1(payload, protected=b"\xbf\x01\x27\x04\x44" + key_id("K01") + b"\xff"), bad),
        ("huge-bytes", "a byte string of 2^64-1 bytes", b"\x5b" + b"\xff" * 8, bad),
        ("huge-bytes-32", "a byte string of 2^32-1 bytes", b"\x5a" + b"\xff" * 4, bad),
        ("huge-text", "a text of 2^63 bytes", b"\x7b\x80" + bytes(7), bad),
        ("huge-list", "a list of 2^64-1 members", b"\x9b" + b"\xff" * 8, bad),
        ("huge-list-32", "a list of 2^32-1 members", b"\x9a" + b"\xff" * 4, bad),
        ("huge-map", "a map of 2^64-1 members", b"\xbb" + b"\xff" * 8, bad),
        ("huge-payload", "a payload that says 2^40 bytes", b"\xd2\x84" + cbor(cbor({1: -8})) + b"\xa0\x5b" + (2**40).to_bytes(8) + payload[:100], bad),
        ("nested-8", "eight lists within each other", nest(8), other),
        ("nested-9", "nine lists within each other", nest(9), bad),
        ("nested-290", "290 lists within each other", nest(290), bad),
        ("nested-tags", "290 tags within each other", b"\xd2" * 290 + b"\0", bad),
        ("nested-maps", "maps within each other", b"\xa1\x01" * 140 + b"\0", bad),
        ("nested-payload", "a payload of 100 lists", sign1(nest(100)), bad),
        ("nested-header", "a header of 100 lists", sign1(payload[:60], protected=nest(100)), bad),
        ("overlong-tag", "an overlong tag", b"\xd8\x12" + PLAIN[1:], bad),
        ("overlong-list", "an overlong list head", PLAIN[:1] + b"\x98\x04" + PLAIN[2:], bad),
        ("overlong-length", "an overlong length of the signature", PLAIN[:-66] + b"\x59\0\x40" + PLAIN[-64:], bad),
        ("overlong-claim", "an overlong number in the claims", sign1(cbor(claims(c1=Raw(b"\x18\x01")))), bad),
        ("overlong-claim-8", "eight bytes for a small number", sign1(cbor(claims(c6=Raw(head(0, WHEN, 8))))), bad),
        ("overlong-text", "an overlong text head in the claims", sign1(cbor(claims(c4=Raw(head(3, 6, 2) + "林晓".encode())))), bad),
        ("overlong-header", "an overlong map head in the header", sign1(payload, protected=long_protected), bad),
        ("unordered-claims", "claims out of order", sign1(swapped), bad),
        ("claim-twice", "a claim twice", sign1(twice), bad),
        ("header-twice", "the algorithm twice", sign1(payload, protected=b"\xa3\x01\x27\x01\x27\x04\x44" + key_id("K01")), bad),
        ("header-unordered", "the key id before the algorithm", sign1(payload, protected=b"\xa2\x04\x44" + key_id("K01") + b"\x01\x27"), bad),
        ("unprotected-twice", "an unprotected header twice", PLAIN[:13] + b"\xa2\x04\x40\x04\x40" + PLAIN[14:], bad),
        ("bignum", "a number as a bignum", sign1(cbor(claims(c6=Raw(b"\xc2\x44" + WHEN.to_bytes(4))))), other),
        ("claim-true", "true as a claim", sign1(cbor(claims(c14=Raw(b"\xf5")))), bad),
        ("claim-null", "null as a claim", sign1(cbor(claims(c4=Raw(b"\xf6")))), bad),
        ("claim-float", "1.0 as a claim", sign1(cbor(claims(c1=Raw(b"\xf9\x3c\0")))), bad),
        ("claim-date", "a tagged date as a claim", sign1(cbor(claims(c6=Raw(b"\xc1" + cbor(WHEN))))), other),
        ("utf-8-lone", "a lone continuation byte in a name", sign1(cbor(claims(c4=Raw(b"\x61\x80")))), bad),
        ("utf-8-overlong", "an overlong UTF-8 sequence", sign1(cbor(claims(c4=Raw(b"\x62\xc0\x80")))), bad),
        ("utf-8-surrogate", "a surrogate in UTF-8", sign1(cbor(claims(c4=Raw(b"\x63\xed\xa0\x80")))), bad),
        ("utf-8-cut", "half a character", sign1(cbor(claims(c4=Raw(b"\x62\xe6\x9e")))), bad),
        ("utf-8-beyond", "a character beyond U+10FFFF", sign1(cbor(claims(c4=Raw(b"\x64\xf4\x90\x80\x80")))), bad),
        ("gb18030", "a name in GB 18030", sign1(cbor(claims(c4=Raw(b"\x64" + "林晓".encode("gb18030"))))), bad),
        ("map-key-list", "a list as the key of a claim", sign1(head(5, 1) + b"\x80\x01"), bad),
        ("map-key-map", "a map as the key of a claim", sign1(head(5, 1) + b"\xa0\x01"), bad),
        ("odd-map", "a map that ends after a key", sign1(payload[:-1]), bad),
        ("payload-trailing", "a byte behind the claims", sign1(payload + b"\0"), bad),
        ("payload-empty", "an empty payload", sign1(b""), bad),
        ("header-empty", "an empty protected header", sign1(payload, protected=b""), bad),
    ]:  # fmt: skip
        yield Vector(f"encoding/{name}", what, to_text(signed), reason)
    for kept in range(1, len(PLAIN), 9):
        yield Vector(f"encoding/cut-{kept}", f"cut after {kept} bytes", to_text(PLAIN[:kept]), bad)


def envelopes():
    """Other COSE than the one kind that is a credential."""
    payload, named = cbor(claims()), key_id("K01")
    other = "not_a_credential"
    wrong = "wrong_algorithm"
    with_header = lambda header, **more: sign1(payload, protected=cbor(header), **more)  # noqa: E731
    for name, what, signed, reason in [
        ("untagged", "no tag", PLAIN[1:], other),
        ("tag-17", "the tag of COSE_Mac0", sign1(payload, tag=17), other),
        ("tag-16", "the tag of COSE_Encrypt0", sign1(payload, tag=16), other),
        ("tag-98", "the tag of COSE_Sign", sign1(payload, tag=98), other),
        ("tag-61", "the tag of a CWT around it", b"\xd8\x3d" + PLAIN, other),
        ("tag-twice", "the tag twice", b"\xd2" + PLAIN, other),
        ("three-parts", "no signature at all", b"\xd2\x83" + PLAIN[2:-66], other),
        ("five-parts", "a fifth part", b"\xd2\x85" + PLAIN[2:] + b"\x40", other),
        ("protected-map", "a protected header that is no byte string", head(6, 18) + cbor([{1: -8, 4: named}, {}, payload, bytes(64)]), other),
        ("unprotected-list", "an unprotected header that is a list", head(6, 18) + cbor([cbor({1: -8, 4: named}), [], payload, bytes(64)]), other),
        ("unprotected-kid", "the key id unprotected", with_header({1: -8}, unprotected={4: named}), other),
        ("unprotected-kid-too", "another key id unprotected besides", sign1(payload, unprotected={4: key_id("K06")}), other),
        ("unprotected-alg", "the algorithm unprotected", with_header({4: named}, unprotected={1: -8}), other),
        ("unprotected-alg-too", "another algorithm unprotected besides", sign1(payload, unprotected={1: -7}), other),
        ("unprotected-x5", "a certificate unprotected", sign1(payload, unprotected={33: b"cert"}), other),
        ("unprotected-empty-key", "an unknown thing unprotected", sign1(payload, unprotected={99: 0}), other),
        ("crit", "a critical header", with_header({1: -8, 2: [99], 4: named}), other),
        ("content-type", "a content type", with_header({1: -8, 3: 60, 4: named}), other),
        ("type", "a type", with_header({1: -8, 4: named, 16: "application/cwt"}), other),
        ("list-type", "the type of a status list", with_header({1: -8, 4: named, 16: "application/statuslist+cwt"}), other),
        ("iv", "an initial vector", with_header({1: -8, 4: named, 5: b"0"}), other),
        ("text-header", "a header with a name of text", with_header({1: -8, 4: named, "x": 1}), other),
        ("no-alg", "no algorithm", with_header({4: named}), other),
        ("no-kid", "no key id", with_header({1: -8}), other),
        ("no-header", "an empty header", with_header({}), other),
        ("header-list", "a header that is a list", sign1(payload, protected=cbor([1, -8])), other),
        ("alg-text", "an algorithm as text", with_header({1: "EdDSA", 4: named}), other),
        ("alg-bytes", "an algorithm as bytes", with_header({1: b"\x27", 4: named}), other),
        ("kid-empty", "an empty key id", with_header({1: -8, 4: b""}), other),
        ("kid-3", "a key id of three bytes", with_header({1: -8, 4: named[:3]}), other),
        ("kid-5", "a key id of five bytes", with_header({1: -8, 4: named + b"\0"}), other),
        ("kid-32", "the public key as its id", with_header({1: -8, 4: public("K01")}), other),
        ("kid-text", "a key id as text", with_header({1: -8, 4: named.hex()}), other),
        ("kid-number", "a key id as a number", with_header({1: -8, 4: int.from_bytes(named)}), other),
        *((f"alg-{alg}", f"algorithm {what}", with_header({1: alg, 4: named}), wrong) for alg, what in (
            (-7, "ES256"), (-35, "ES384"), (-36, "ES512"), (-37, "PS256"), (-257, "RS256"), (-47, "ES256K"),
            (-19, "Ed25519 by its new number"), (-53, "Ed448 by its new number"), (-65535, "RS1"), (5, "HMAC 256"),
            (0, "0"), (8, "8"), (-9, "ESP256"), (1, "A128GCM"), (-(2**63), "-2^63"), (2**64 - 1, "2^64-1"))),
        ("alg-no-kid", "ES256 without a key id", with_header({1: -7}), wrong),
        ("alg-hmac-public", "HMAC keyed with the public key", with_header({1: 5, 4: named}, signature=_mac(payload)), wrong),
        ("payload-list", "a payload that is a list", sign1(cbor([*claims().values()])), other),
        ("payload-text", "a payload that is a text", sign1(cbor("licence")), other),
        ("payload-nil", "a detached payload", head(6, 18) + head(4, 4) + cbor(cbor({1: -8, 4: named})) + b"\xa0\xf6" + cbor(bytes(64)), "malformed"),
        ("payload-map", "a payload that is no byte string", head(6, 18) + cbor([cbor({1: -8, 4: named}), {}, claims(), bytes(64)]), other),
        ("signature-0", "an empty signature", sign1(payload, signature=b""), other),
        ("signature-63", "a signature of 63 bytes", sign1(payload, signature=bytes(63)), other),
        ("signature-65", "a signature of 65 bytes", sign1(payload, signature=bytes(65)), other),
        ("signature-text", "a signature as text", head(6, 18) + cbor([cbor({1: -8, 4: named}), {}, payload, "A" * 64]), other),
    ]:  # fmt: skip
        yield Vector(f"envelope/{name}", what, to_text(signed), reason)


def _mac(payload: bytes) -> bytes:
    import hashlib
    import hmac

    return hmac.digest(public("K01"), payload, hashlib.sha256)


def contents():
    """Claims that are missing, of another kind or out of range; all signed well."""
    other = "not_a_credential"
    for claim in range(1, 15):
        yield _claims(f"no-{claim}", f"claim {claim} is missing", claims(**{f"c{claim}": None}))
    wrong = {
        1: (0, 2, 2**32, "1", b"\x01", -1),
        2: ("", "92320583MAY00017X", "92320583MAY00017XGA", "92320583may00017xg", "92320583MAY00017XI", "92320583MAY00017XO",
            "92320583MAY00017XS", "92320583MAY00017XV", "92320583MAY00017XZ", "９2320583MAY00017XG", "92320583MAY00017X\n", b"92320583MAY00017XG", 9),
        3: (b"\xe5\xba\x97", 3, [], {}),
        4: (b"Li", 4, ["林"], {}),
        5: (0, 2, 255, "个体工商户", b"", -1),
        6: (2**32, 2**63, -1, "2026-11-20", b"\x01", [1]),
        7: (0, 3, 2**40, "individual", -1),
        8: (0, 20261301, 20260001, 20261232, 20260230, 20250229, 19000229, 1, 100000101, 2**64 - 1, "2026-11-20", -20261120),
        9: (0, 32, 32058, 3205831, 32058310, 3205831000, 32058310000, 3205831000010, 2**64 - 1, "320583", -320583),
        10: (b"", bytes(15), bytes(17), bytes(32), "0" * 16, 0),
        11: (b"", bytes(15), bytes(17), bytes(32), "0" * 16, 0),
        12: (0, 32058, 3205831, 320583100, "320583", -320583),
        13: (b"", bytes(4), bytes(6), 4711, "0", [0, 4711]),
        14: (2, 255, "0", b"\0", -1),
    }  # fmt: skip
    for claim, values in wrong.items():
        for number, value in enumerate(values):
            said = (
                repr(value) if len(repr(value)) < 40 else f"{type(value).__name__} of {len(value)}"
            )
            yield _claims(
                f"{claim}-{number}", f"claim {claim} is {said}", claims(**{f"c{claim}": value})
            )
    for number, value in enumerate((b"", bytes(15), bytes(17), "0" * 16, 0)):
        yield _claims(f"15-{number}", f"claim 15 is {value!r}", claims(c15=value))
    for name, more in (
        ("0", {0: 1}),
        ("16", {16: 0}),
        ("minus", {-1: 0}),
        ("text", {"name": "x"}),
        ("bytes", {b"\x01": 1}),
        ("cwt", {65535: 0}),
    ):
        yield _claims(f"more-{name}", f"a claim that is none of ours: {more}", {**claims(), **more})
    yield _claims("none", "no claims", {})
    yield _claims(
        "list", "the claims of a status list", {2: "https://verify.example/V/status/0", 6: WHEN}
    )
    signed = sign1(cbor(claims(c1=2)), protected=cbor({1: -7, 4: key_id("K01")}))
    yield Vector(
        "claims/and-alg",
        "another version and another algorithm: what is said is judged first",
        to_text(signed),
        other,
    )


def _claims(name, what, said):
    return Vector(f"claims/{name}", what, to_text(sign1(cbor(said))), "not_a_credential")


def keys():
    """Keys that are unknown, out of time or revoked, and signatures that do not hold."""
    payload = cbor(claims())
    moment = lambda text: __import__("datetime").datetime.fromisoformat(text)  # noqa: E731
    second = lambda text, more=0: int(moment(text).timestamp()) + more  # noqa: E731
    stolen, end = second("2026-11-10T00:00:00+08:00"), second("2026-07-01T00:00:00+08:00")
    begin = second("2026-12-01T00:00:00+00:00")
    unknown, revoked, bad = "unknown_key", "key_revoked", "bad_signature"
    for name, what, signed, reason, by, trust in [
        ("stranger", "a key that nobody knows", sign1(payload, "stranger"), unknown, "", "authority"),
        ("nobody", "an empty trust list", PLAIN, unknown, "", "nobody"),
        ("practice-only", "a real licence, and only practice is believed", PLAIN, unknown, "", "practice"),
        ("no-practice", "a specimen, and only the authority is believed", sign1(cbor(claims(c14=1)), "P01"), unknown, "", "authority"),
        ("not-yet-listed", "a terminal that the list does not have yet", sign1(payload, "K06"), unknown, "", "before the theft"),
        ("kid-zero", "a key id of zeros", sign1(payload, protected=cbor({1: -8, 4: bytes(4)})), unknown, "", "authority"),
        ("kid-tail", "the last bytes of the digest as key id", sign1(payload, protected=cbor({1: -8, 4: public("K01")[:4]})), unknown, "", "authority"),
        ("ended", "a key a day after its end", _at(end + 86400, "K03"), unknown, "", "authority"),
        ("at-end", "a key at its very end", _at(end, "K03"), unknown, "", "authority"),
        ("before-end", "a key in its last second", _at(end - 1, "K03"), "ok", "K03", "authority"),
        ("not-begun", "a key before its time", _at(WHEN, "K04"), unknown, "", "authority"),
        ("before-begin", "a key one second before its time", _at(begin - 1, "K04"), unknown, "", "authority"),
        ("at-begin", "a key in its first second", _at(begin, "K04"), "ok", "K04", "authority"),
        ("stolen-after", "a stolen terminal's key, after the theft", _at(WHEN, "K02"), revoked, "K02", "authority"),
        ("stolen-at", "a stolen terminal's key, in the second of its revocation", _at(stolen, "K02"), revoked, "K02", "authority"),
        ("stolen-before", "a stolen terminal's key, one second earlier: stays good", _at(stolen - 1, "K02"), "ok", "K02", "authority"),
        ("stolen-long-before", "a stolen terminal's key, months earlier", _at(second("2026-03-01T00:00:00+00:00"), "K02"), "ok", "K02", "authority"),
        ("stolen-unheard", "after the theft, by a list that has not heard of it", _at(WHEN, "K02"), "ok", "K02", "before the theft"),
        ("stolen-heard", "after the theft, by the next list", _at(WHEN, "K02"), revoked, "K02", "after the theft"),
        ("rolled-over", "the key that took its place", _at(WHEN, "K07"), "ok", "K07", "after the theft"),
        ("rolled-over-early", "the same key dated before it was in use", _at(stolen, "K07"), unknown, "", "after the theft"),
        ("revoked-ever", "a key that was revoked from its first day", _at(WHEN, "K05"), revoked, "K05", "authority"),
        ("revoked-forged", "a forger names a revoked key", sign1(payload, "stranger", protected=cbor({1: -8, 4: key_id("K02")})), revoked, "", "authority"),
        ("forged", "a forger names a good key", sign1(payload, "stranger", protected=cbor({1: -8, 4: key_id("K01")})), bad, "", "authority"),
        ("other-terminal", "another terminal's key id", sign1(payload, "K06", protected=cbor({1: -8, 4: key_id("K01")})), bad, "", "authority"),
        ("twin-forged", "the id of two keys, and neither signed", sign1(payload, "stranger", protected=cbor({1: -8, 4: key_id(TWINS[0])})), bad, "", "authority"),
        ("zeros", "a signature of zeros", sign1(payload, signature=bytes(64)), bad, "", "authority"),
        ("ones", "a signature of ones", sign1(payload, signature=b"\xff" * 64), bad, "", "authority"),
        ("identity", "the neutral point and zero", sign1(payload, signature=b"\x01" + bytes(63)), bad, "", "authority"),
        ("malleable", "s with the group's order added (RFC 8032, 5.1.7)", _malleable(), bad, "", "authority"),
        ("swapped", "the halves of the signature swapped", PLAIN[:-64] + PLAIN[-32:] + PLAIN[-64:-32], bad, "", "authority"),
        ("other-claims", "the signature of other claims", sign1(payload, said=cbor(claims(c4="别人"))), bad, "", "authority"),
        ("other-header", "the signature under another header", sign1(payload, sealed=cbor({1: -8})), bad, "", "authority"),
        ("external", "signed with external data", sign1(payload, external=b"zhaoban"), bad, "", "authority"),
        ("payload-alone", "the signature of the claims alone", sign1(payload, signature=key("K01").sign(payload)), bad, "", "authority"),
        ("checkpoint", "the signature of a checkpoint", sign1(payload, signature=key("K01").sign(b"ZHAOBAN-SIGNED-BYTES-1\n" + payload)), bad, "", "authority"),
        ("context-2", "the context of COSE_Sign", sign1(payload, signature=key("K01").sign(cbor(["Signature", cbor({1: -8, 4: key_id("K01")}), b"", payload]))), bad, "", "authority"),
    ]:  # fmt: skip
        said = _claims_in(signed)
        yield Vector(
            f"key/{name}",
            what,
            to_text(signed),
            reason,
            trust,
            fields=shown(said, by) if by else {},
        )


def _at(when: int, by: str) -> bytes:
    return sign1(cbor(claims(c6=when)), by)


def _claims_in(signed: bytes):
    import cbor2

    return cbor2.loads(cbor2.loads(signed).value[2])


def _malleable() -> bytes:
    s = int.from_bytes(PLAIN[-32:], "little") + ORDER
    return PLAIN[:-32] + s.to_bytes(32, "little")


def turned_bits():
    """One bit in every byte of a good credential; the second reading says what comes of it."""
    believed = {key_id("K01"): public("K01")}
    for place in range(len(PLAIN)):
        bit = place * 3 % 8
        turned = bytearray(PLAIN)
        turned[place] ^= 1 << bit
        reason = second_reading.verdict(bytes(turned), believed)
        if reason == "ok":
            raise AssertionError(f"byte {place} proves nothing")
        if reason == "bad_signature" and not _in_use(bytes(turned)):
            reason = "unknown_key"
        what = f"bit {bit} of byte {place} turned, {_region(place)}"
        yield Vector(f"bit/{place:03}", what, to_text(bytes(turned)), reason)


def _in_use(signed: bytes) -> bool:
    return 1767225600 <= _claims_in(signed)[6] < 1924992000  # K01: since and until


def _region(place: int) -> str:
    payload = cbor(claims())
    start = PLAIN.index(payload)
    if place < start:
        return "head, header" if not 8 <= place < 12 else "key id"
    if place >= len(PLAIN) - 64:
        return "signature"
    return "claims" if place < start + len(payload) else "head of the signature"
