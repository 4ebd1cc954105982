"""The printed QR codes are large enough and are read back by two decoders."""

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.adapters.document import ReportLabRenderer
from kiosk.adapters.document.qr_code import QUIET, modules_of, path_of
from kiosk.adapters.document.sheet import Modules
from kiosk.domain.states import DocumentKind
from tests.adapters.document.samples import FORMS, LICENCE, RESOURCES, credential, run, saved
from tests.adapters.document.test_licence import geometry_faults
from tests.parts import needs

COPY, ORIGINAL = DocumentKind.LICENCE_COPY, DocumentKind.LICENCE_ORIGINAL
FULL = replace(LICENCE, credential=credential(300))
GSXT = "http://www.gsxt.gov.cn/index.html?uniscid=92320583MAY0002799"


def picture(folder: Path, pdf: bytes, dpi: int) -> Path:
    run("pdftoppm", "-r", str(dpi), "-png", "-singlefile", saved(folder, pdf), folder / "page")
    return folder / "page.png"


def zxing(path: Path) -> set[str]:
    with Image.open(path) as image:
        return {code.text for code in zxingcpp.read_barcodes(image)}


@pytest.mark.parametrize("kind", [COPY, ORIGINAL, DocumentKind.OVERLAY])
def test_a_module_of_the_largest_credential_is_half_a_millimetre(papers, kind):
    sheet = papers.lay_out(FULL, kind).sheets[0]
    symbol = next(item for item in sheet.items if isinstance(item, Modules))

    assert symbol.quiet == QUIET == 4
    assert symbol.side == 48
    assert len(symbol.rows) <= 4 * 14 + 17  # version 14
    assert symbol.module >= 0.5


@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("kind", [COPY, ORIGINAL])
def test_both_decoders_read_the_credential_from_the_whole_page(papers, tmp_path, kind, dpi):
    needs("pdftotext")
    needs("zbar")
    page = picture(tmp_path, papers.licence(FULL, kind).pdf, dpi)

    assert FULL.credential in zxing(page)
    assert FULL.credential in run("zbarimg", "--raw", "-q", page).stdout.decode().splitlines()


def forms_with(folder: Path, choice: str) -> Path:
    text = (FORMS / "document.yaml").read_text(encoding="utf-8")
    assert "  qr: credential\n" in text
    (folder / "document.yaml").write_text(
        text.replace("  qr: credential\n", f"  qr: {choice}\n"), encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("choice", "read"),
    [("gsxt", {GSXT}), ("both", {GSXT, FULL.credential}), ("credential", {FULL.credential})],
)
@pytest.mark.parametrize("kind", [COPY, ORIGINAL])
def test_the_data_say_which_codes_are_printed(tmp_path, choice, read, kind):
    needs("pdftotext")
    maker = ReportLabRenderer(forms_with(tmp_path, choice), RESOURCES)
    assert zxing(picture(tmp_path, maker.licence(FULL, kind).pdf, 200)) == read
    assert geometry_faults(FULL, kind, maker) == []


def test_the_path_covers_exactly_the_dark_modules():
    rows = modules_of("HTTPS://VERIFY.EXAMPLE/V/#ABC")
    dark = {(x, len(rows) - 1 - y) for y, row in enumerate(rows) for x, on in enumerate(row) if on}
    drawn = set()
    for line in path_of(rows).splitlines():
        x, y, width, height, operator = line.split()
        assert (height, operator) == ("1", "re")
        drawn |= {(int(x) + step, int(y)) for step in range(int(width))}

    assert drawn == dark
