"""Measures the verify page in headless Chromium: a check, a file, a photo, and what it weighs."""

import base64
import gzip
import json
import tempfile
from pathlib import Path

from tests.verify_site.browser import Browser
from tests.verify_site.photo import printed_photo
from tests.verify_site.published import CLOCK, Served, build, world

_TIMED = """(async () => {
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await (WHAT);
    times.push(performance.now() - start);
  }
  const [first, ...rest] = times;
  rest.sort((one, other) => one - other);
  return [first, rest[rest.length >> 1]];
})()"""


def bench_verify_page(runs: int = 200) -> dict[str, float | int]:
    """Milliseconds in the page, the first after the load apart; kilobytes as published."""
    with tempfile.TemporaryDirectory() as place:
        folder = build(Path(place))
        photo = printed_photo(Path(place))
        served = Served(Path(place))
        with Browser() as browser:
            page = browser.page(served.address)
            given = {
                "TEXT": world().qr(),
                "TRUST": world().authority.trust.as_json(),
                "LIST": base64.b64encode(world().token()).decode(),
                "PDF": base64.b64encode(photo.pdf.read_bytes()).decode(),
                "PHOTO": base64.b64encode(photo.file.read_bytes()).decode(),
            }
            for name, value in given.items():
                page.run(f"{name} = {json.dumps(value)}; 0")
            page.run(
                "BYTES = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)); 0"
            )
            asked = (
                f"trust: TRUST, status: async () => BYTES(LIST), now: {CLOCK.timestamp() * 1000}"
            )
            first, check = _timed(page, f"Zhaoban.check({{ text: TEXT, {asked} }})", runs)
            page.run("Zhaoban.site.part('pdf.js')")
            _, file = _timed(page, f"Zhaoban.check({{ pdf: BYTES(PDF), {asked} }})", runs // 4)
            page.run("Zhaoban.site.part('reader.js')")
            _, seen = _timed(page, "Zhaoban.scan.inPicture(new Blob([BYTES(PHOTO)]))", 12)
        served.close()
        sizes = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    return {
        "first_check_ms": first,
        "check_ms": check,
        "file_ms": file,
        "photo_ms": seen,
        "page_kb": round(len(sizes["index.html"]) / 1000, 1),
        "page_gzip_kb": round(len(gzip.compress(sizes["index.html"], 9)) / 1000, 1),
        "without_reader_kb": round(
            sum(len(b) for n, b in sizes.items() if n != "reader.js") / 1000, 1
        ),
        "with_reader_kb": round(sum(map(len, sizes.values())) / 1000, 1),
    }


def _timed(page, what: str, runs: int) -> tuple[float, float]:
    first, median = page.run(_TIMED.replace("RUNS", str(runs)).replace("WHAT", what))
    return round(first, 2), round(median, 2)
