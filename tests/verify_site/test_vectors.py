"""Claims about the published vectors: the page's checks give the reason that each one names."""

import base64
import json
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from kiosk.adapters.signer.inspect import Inspector
from kiosk.domain.trust import parse_trust_list
from kiosk.services.status_lists import published_status
from kiosk.services.verify import verify

VECTORS = Path(__file__).resolve().parents[1] / "data" / "credentials"

CHECK_VECTORS = """(async () => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const token = (name) => (name ? bytes(TOKENS[name].token) : null);
  const answers = [];
  for (const { text, trust, lists, now } of VECTORS) {
    const status = lists ? async (shard) => token(lists[shard]) : null;
    answers.push(await Zhaoban.check({ text, trust: TRUSTS[trust], status, now: Date.parse(now) }));
  }
  const bundles = [];
  for (const { bundle, root } of BUNDLES) {
    bundles.push(await Zhaoban.trust.readBundle(bundle, root).then(() => "", (error) => error.message));
  }
  const uses = [];
  for (const each of NEWER) {
    const now = Date.parse(each.now);
    uses.push(each.kind === "trust"
      ? (await Zhaoban.trust.newer(each.kept, each.offered, each.root)).use
      : await Zhaoban.newerList({
          kept: token(each.kept), offered: token(each.offered), shard: each.shard, now,
          trust: TRUSTS[each.trust],
        }));
  }
  return { answers, bundles, uses };
})()"""

TOLD = ("reason", "valid", "specimen", "signature", "status", "status_as_of", "fields")


def read(name: str):
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


read_once = cache(read)


def b64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def vectors() -> list[dict]:
    return [each for file in sorted(VECTORS.glob("vectors-*.json")) for each in read(file.stem)]


@pytest.fixture(scope="module")
def told(browser, site):
    """What the page says of every vector, in one load."""
    tab = browser.page(site.address)
    given = {
        "VECTORS": vectors(),
        "TRUSTS": read("trust-lists"),
        "TOKENS": read("status-lists"),
        "BUNDLES": read("trust-bundles"),
        "NEWER": read("newer"),
    }
    for name, value in given.items():
        tab.run(f"{name} = {json.dumps(value)}; 0")
    answers = tab.run(CHECK_VECTORS)
    tab.close()
    return answers


def told_by_python(vector: dict) -> dict:
    tokens, lists = read_once("status-lists"), vector.get("lists")
    trust = parse_trust_list(json.dumps(read_once("trust-lists")[vector["trust"]]))

    def fetch(shard: int) -> bytes | None:
        name = lists.get(str(shard))
        return b64(tokens[name]["token"]) if name else None

    now = datetime.fromisoformat(vector["now"])
    status = None if lists is None else published_status(fetch, trust, Inspector(), lambda: now)
    return verify(vector["text"], trust, Inspector(), status=status).as_json()


def test_the_page_and_kiosk_verify_report_alike_on_every_vector(told):
    assert len(told["answers"]) == len(vectors()) >= 600
    differing = [
        (vector["id"], name, expected[name], answer[name])
        for vector, answer in zip(vectors(), told["answers"], strict=True)
        for expected in [told_by_python(vector)]
        for name in TOLD
        if expected[name] != answer[name]
    ]
    assert not differing, (len(differing), differing[:8])


def test_the_page_believes_the_same_trust_bundles(told):
    expected = [(each["id"], each["problem"]) for each in read("trust-bundles")]
    assert list(zip((name for name, _ in expected), told["bundles"], strict=True)) == expected


def test_the_page_never_goes_back_to_an_older_list_or_one_that_proves_nothing(told):
    expected = [(each["id"], each["use"]) for each in read("newer")]
    assert list(zip((name for name, _ in expected), told["uses"], strict=True)) == expected
