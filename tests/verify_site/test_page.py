"""Claims about the page: what a person sees for each answer, on a phone and on a desk."""

import io
import json
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.adapters.signer.key_folder import new_pair
from kiosk.adapters.signer.trust_bundle import bundle_of_pack
from kiosk.domain.verification import Reason
from kiosk.services.verify_site import build_site
from kiosk.settings import resources_dir
from tests.make_pack import FictionalAuthority
from tests.services.test_verify import incremental
from tests.signed import HOST, NOW
from tests.verify_site.published import (
    ABSENT_SHARD,
    CLOCK,
    STALE_SHARD,
    Served,
    build,
    long_entry,
    world,
)

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "data" / "axe" / "axe.min.js"
SHOWN = "document.body?.dataset.view === 'result'"
STARTED = "document.getElementById('trust-words').textContent !== ''"
REASON = "document.getElementById('verdict').dataset.reason"
TONE = "document.getElementById('verdict').dataset.tone"
TITLE = "document.getElementById('verdict-title').textContent"
TEXT = "document.body.innerText"

CLIPPED = """(() => {
  for (const mark of document.querySelectorAll(".mark")) mark.hidden = true;
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  const told = [];
  for (const node of document.querySelectorAll("main *, header *, footer *")) {
    if (node.closest("[hidden], .spoken, .mark, svg") || !node.getClientRects().length) continue;
    const box = node.getBoundingClientRect();
    const isCut = node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0 &&
      getComputedStyle(node).display !== "inline";
    if (isCut || box.right > innerWidth + 1 || box.left < -1) told.push(node.className || node.tagName);
  }
  return [...wide, ...told];
})()"""

AXE_RUN = """axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })
  .then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))"""


def fragment(text: str) -> str:
    return "#" + text.split("#")[1]


def other_algorithm() -> str:
    import cbor2

    from kiosk.domain.credential import from_qr_text

    signed = cbor2.loads(from_qr_text(world().qr())).value
    return world().qr_around(cbor2.dumps({1: -7, 4: b"abcd"}), {}, signed[2])


def codes() -> dict[str, tuple[str, str]]:
    """The tone and what follows ``#`` for each answer to a code."""
    made = world()
    return {
        "malformed": ("warn", "#A"),
        "not_a_credential": ("warn", fragment(made.qr_of({1: 1}))),
        "wrong_algorithm": ("bad", fragment(other_algorithm())),
        "unknown_key": ("bad", fragment(made.qr(issued_at=NOW - timedelta(days=9)))),
        "key_revoked": ("bad", fragment(made.qr(made.stolen))),
        "bad_signature": ("bad", fragment(made.qr())[:-8] + "AAAAAAAA"),
        "revoked": ("bad", fragment(made.qr(status_index=4710))),
        "suspended": ("warn", fragment(made.qr(status_index=4709))),
        "cancelled": ("bad", fragment(made.qr(status_index=4708))),
        "status_too_old": ("warn", fragment(made.qr(status_shard=STALE_SHARD))),
        "specimen": ("warn", fragment(made.qr(entry=long_entry(), specimen=True))),
        "ok": ("good", fragment(made.qr(entry=long_entry()))),
    }


def papers() -> dict[str, tuple[str, bytes]]:
    """The tone and the PDF for each answer that only a file can have."""
    good = world().licence(entry=long_entry())
    return {
        "not_whole_file": ("bad", good + b"\n% more"),
        "changed_after_signing": ("bad", incremental(good)),
        "twin_mismatch": ("bad", world().licence(scope="一般项目：别的")),
        "bad_signature": ("bad", good.replace(b"/Helvetica", b"/Helvetika")),
        "unknown_key": ("bad", world().signer.sign_document(*an_old_paper())),
        "ok": ("good", good),
    }


def an_old_paper():
    from tests.signed import a_twin, page

    return page(a_twin()), NOW - timedelta(days=9), ""


def open_code(page, address: str, hashed: str) -> None:
    page.go(address + hashed)
    page.until(SHOWN)


def open_file(page, address: str, file: Path) -> None:
    page.go(address)
    page.until(STARTED)
    page.give("#document-file", file)
    page.until(SHOWN)


def both_languages_fit(page, what: str) -> None:
    """Nothing is cut in either language on either screen; ends in Chinese on a phone."""
    for width, height in ((320, 640), (1280, 900)):
        page.screen(width, height)
        assert page.run(CLIPPED) == [], (what, width)
        page.run("document.getElementById('language').click()")
        page.until("document.documentElement.lang === 'en'")
        assert page.run(CLIPPED) == [], (what, width, "en")
        page.run("document.getElementById('language').click()")
        page.until("document.documentElement.lang === 'zh-CN'")
    page.screen()


def accessible(page) -> None:
    if not page.run("'axe' in window"):
        page.run(AXE.read_text("utf-8") + ";0")
    page.run("Promise.all(document.getAnimations().map((each) => each.finished)).then(() => 0)")
    assert page.run(AXE_RUN) == []


def test_every_answer_to_a_code_has_its_words_its_tone_and_room(page, site):
    for reason, (tone, hashed) in codes().items():
        open_code(page, site.address, hashed)

        assert (page.run(REASON), page.run(TONE)) == (reason, tone)
        both_languages_fit(page, reason)
        assert page.run(CLIPPED) == []  # on the phone of the tests, 390 by 844
    assert page.messages() == []


def test_every_answer_to_a_file_has_its_words_its_tone_and_room(page, site, tmp_path):
    for reason, (tone, pdf) in papers().items():
        file = tmp_path / f"{reason}.pdf"
        file.write_bytes(pdf)
        open_file(page, site.address, file)

        assert (page.run(REASON), page.run(TONE)) == (reason, tone)
        both_languages_fit(page, reason)
    assert page.messages() == []


def test_every_reason_has_words_in_both_languages(page, site):
    page.go(site.address)
    page.run("Zhaoban.site.part('en.js')")
    shape = "JSON.stringify(Zhaoban.words.LANGUAGE, (_, value) => typeof value === 'string' ? 1 : value)"
    zh, en = (json.loads(page.run(shape.replace("LANGUAGE", each))) for each in ("zh", "en"))

    assert zh == en
    assert set(zh["reasons"]) == {reason.value for reason in Reason} | {
        "ok_unasked",
        "ok_elsewhere",
    }
    assert page.run("Zhaoban.REASONS") == [reason.value for reason in Reason]


def test_a_code_shows_the_licence_who_signed_it_and_of_when_the_status_is(page, site):
    open_code(page, site.address, fragment(world().qr()))
    text = page.run(TEXT)

    for shown in ("执照真实、有效", "昆山市玉山镇听雨轩面馆", "林晓𬎆", "92320583MAY00017XG", "个人经营",
                  "2026年11月23日", world().authority.name, "320583100", "5小时前"):  # fmt: skip
        assert shown in text
    assert "人民南路" not in text
    assert page.run("document.activeElement.id") == "verdict-title"


def test_premises_and_scope_come_from_a_file_whose_digests_match_alone(page, site, photo, tmp_path):
    open_file(page, site.address, photo.pdf)
    text = page.run(TEXT)
    assert "人民南路1号" in text
    assert "许可项目：餐饮服务" in text
    for shown in ("整份文件都在签名之内", "文件内容与二维码一致", "这一页查不到的", "时间戳"):
        assert shown in text

    other = tmp_path / "other.pdf"
    other.write_bytes(world().licence(scope="一般项目：别的", premises="别处"))
    open_file(page, site.address, other)
    assert page.run(REASON) == "twin_mismatch"
    assert "别的" not in page.run(TEXT)
    assert "别处" not in page.run(TEXT)

    foreign = tmp_path / "foreign.pdf"
    foreign.write_bytes(b"%PDF-1.7\n% nothing of ours\n")
    open_file(page, site.address, foreign)
    assert page.run(REASON) == "not_a_credential"
    assert "人民南路" not in page.run(TEXT)


PASTE = """(() => {
  const carried = new DataTransfer();
  carried.setData("text", TEXT);
  dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried }));
})()"""


def test_a_genuine_code_that_leads_elsewhere_is_told_apart_from_the_authoritys_own(page, site):
    page.go(site.address)
    page.until(STARTED)
    other = "verify.example." + "evil" * 20 + ".example"
    for text, tone in (
        (world().qr(), "good"),
        (world().qr().replace("VERIFY.EXAMPLE", other.upper()), "warn"),
    ):
        page.run(PASTE.replace("TEXT", json.dumps(text)))
        page.until(SHOWN)
        assert (page.run(REASON), page.run(TONE)) == ("ok", tone)
        assert (other in page.run(TEXT)) is (tone == "warn")
        both_languages_fit(page, "another host")
        page.run("document.getElementById('again').click()")


def test_a_status_that_cannot_be_had_is_said_and_never_called_valid(page, site):
    open_code(page, site.address, fragment(world().qr(status_shard=ABSENT_SHARD)))

    assert (page.run(REASON), page.run(TONE)) == ("status_too_old", "warn")
    assert "没查到" in page.run(TEXT)
    both_languages_fit(page, "status unknown")


def test_a_browser_that_cannot_check_says_so_and_calls_no_signature_false(page, site):
    page.send(
        "Page.addScriptToEvaluateOnNewDocument",
        source="""const known = SubtleCrypto.prototype.importKey;
          SubtleCrypto.prototype.importKey = function (kind, key, scheme, ...rest) {
            if ((scheme.name ?? scheme) === "Ed25519") throw new DOMException("", "NotSupportedError");
            return known.call(this, kind, key, scheme, ...rest);
          };""",
    )
    page.go(site.address + fragment(world().qr()))
    page.until("document.getElementById('notice')?.textContent.includes('浏览器太旧')")
    both_languages_fit(page, "an old browser")


def test_nothing_of_the_licence_leaves_the_page(browser, page, site):
    site.asked.clear()
    text = world().qr()
    open_code(page, site.address, fragment(text))
    secret = text.split("#")[1]
    carried = "".join(site.asked)

    assert "status/0.cwt" in carried
    assert secret[:20] not in carried
    assert "92320583" not in carried
    assert set(re.findall(r'"Referer": "[^"]*(/V/[^"]*)"', carried)) <= {"/V/sw.js", "/V/"}
    assert "Cookie" not in carried
    hosts = {
        re.search(r'"url": "(https?://[^/"]+)', each)[1]
        for each in page.requests()
        if "http" in each
    }
    assert hosts == {site.address.rsplit("/", 2)[0]}
    page.run("document.getElementById('again').click()")
    assert page.run("location.hash") == ""


def test_the_policy_lets_no_other_script_run_and_no_other_host_be_asked(page, site):
    page.go(site.address)
    page.run(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'x = 1'}))"
    )

    assert page.run("typeof x") == "undefined"
    assert (
        page.run("fetch('http://127.0.0.1:1/').then(() => 'asked', () => 'refused')") == "refused"
    )
    assert all("violates" in each or "Executing inline" in each for each in page.messages())
    assert page.messages()


def test_a_newer_trust_list_of_the_site_counts_and_is_kept_and_an_older_one_is_refused(
    page, tmp_path
):
    made, served, folder = world(), Served(tmp_path), build(tmp_path)
    newer, older, other = (made.bundle(NOW + timedelta(hours=hours)) for hours in (1, -1, 2))
    try:
        for change, (offered, said) in enumerate(
            ((newer, "刚从网站更新"), (older, "更旧"), (other.replace(b"A", b"B", 3), "签名不对"))
        ):
            (folder / "trust.json").write_bytes(offered)
            os.utime(folder / "trust.json", (change, change))  # the server tells changes by it
            page.go(served.address)
            page.until(STARTED)
            words = page.run("document.getElementById('trust-words').textContent")
            assert said in words
            assert "11月23日 11:30" in words
    finally:
        served.close()


def test_the_page_works_without_a_network_after_one_visit_and_says_how_old_the_status_is(
    page, tmp_path
):
    build(tmp_path)
    served = Served(tmp_path)
    hashed = fragment(world().qr())
    open_code(page, served.address, hashed)
    page.run("navigator.serviceWorker.ready.then(() => 0)")
    page.until("caches.keys().then((names) => names.length === 2)")
    problems = page.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [each["errorId"] for each in problems] == [
        "in-incognito"
    ]  # as every tab of the tests is
    served.close()

    page.run(f"Date.now = () => {int(CLOCK.timestamp() * 1000)}; 0")
    open_code(page, served.address, hashed)
    assert page.run(REASON) == "ok"
    assert "5小时前" in page.run(TEXT)
    page.run("document.getElementById('language').click()")
    page.until(f"{TITLE} === 'Genuine and in force'")


def test_the_page_works_from_a_file_and_says_that_it_cannot_know_the_status(page, folder, photo):
    address = (folder / "index.html").as_uri()
    open_code(page, address, fragment(world().qr()))
    assert (page.run(REASON), page.run(TONE)) == ("status_too_old", "warn")
    assert "从文件打开" in page.run(TEXT)

    page.go(address)
    page.give("#picture-file", photo.file)
    page.until(SHOWN)
    assert "听雨轩" in page.run(TEXT)


def test_a_bad_photo_of_a_printed_licence_is_read(page, site, photo):
    page.go(site.address)
    page.until(STARTED)
    page.give("#picture-file", photo.file)
    page.until(SHOWN)

    assert page.run(REASON) == "ok"
    assert "听雨轩" in page.run(TEXT)


def test_the_camera_reads_the_same_licence(page, site):
    page.go(site.address)
    page.run("document.getElementById('scan').click()")
    page.until(SHOWN)

    assert page.run(REASON) == "ok"
    assert page.run("document.getElementById('video').srcObject") is None


def test_a_picture_without_a_code_is_answered_kindly(page, site, tmp_path):
    import PIL.Image

    PIL.Image.new("RGB", (300, 200), "white").save(tmp_path / "blank.png")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG")
    page.go(site.address)
    for name, words in (("blank.png", "没找到二维码"), ("broken.png", "打不开")):
        page.give("#picture-file", tmp_path / name)
        page.until(f"document.getElementById('notice').textContent.includes('{words}')")
        both_languages_fit(page, name)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_accessibility_engine_finds_nothing(page, site, photo, colours):
    page.screen(prefers_color_scheme=colours)
    page.go(site.address)
    page.until(STARTED)
    page.run("document.querySelector('summary').click()")
    accessible(page)
    page.give("#document-file", photo.pdf)
    page.until(SHOWN)
    accessible(page)
    open_code(page, site.address, codes()["specimen"][1])
    accessible(page)


def test_the_page_can_be_worked_by_keyboard_alone_and_every_target_is_large(page, site):
    page.go(site.address)
    page.until(STARTED)
    small = page.run(
        "[...document.querySelectorAll('button, summary')].filter((each) => each.getClientRects().length)"
        ".filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.id)"
    )
    seen = []
    for _ in range(6):
        for kind in ("keyDown", "keyUp"):
            page.send(
                "Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9
            )
        seen.append(page.run("document.activeElement.id || document.activeElement.tagName"))

    assert small == []
    assert seen == ["home", "language", "scan", "picture", "document", "SUMMARY"]


def test_the_small_letter_address_leads_to_the_page_with_what_follows_the_sign(page, site):
    page.go(site.address.replace("/V/", "/v/") + fragment(world().qr()))
    page.until(SHOWN)

    assert page.run("location.pathname") == "/V/"


def test_the_page_stays_small_for_an_authority_of_twenty_terminals(tmp_path):
    many = FictionalAuthority(NOW)
    for number in range(20):
        pair = new_pair()
        many.certify_keys(f"K{number:02}", pair.document.public_key(), pair.credential_public)
    packed = many.pack(trees={"forms": {}, "reference": {}})
    built = build_site(
        resources_dir() / "verify", tmp_path, bundle_of_pack(io.BytesIO(packed)), HOST
    )

    assert built.sizes["V/index.html"] <= 60_000


def test_the_site_weighs_what_it_may_and_is_the_same_each_time(folder, tmp_path):
    again = build(tmp_path)
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}

    assert files == {file.name: file.read_bytes() for file in again.iterdir() if file.is_file()}
    assert len(files["index.html"]) <= 60_000
    assert sum(map(len, files.values())) <= 1_200_000
    addresses = set(re.findall(r"https?://[\w./]+", files["index.html"].decode()))
    assert addresses == {"http://www.w3.org/2000/svg"}
