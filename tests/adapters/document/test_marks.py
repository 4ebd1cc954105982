"""Specimen mark, seal and ornaments have the size and the shape they promise."""

import re

import pytest
from PIL import Image

from kiosk.adapters.document.fonts import Role
from kiosk.adapters.document.guilloche import circle_path, star_path
from kiosk.adapters.document.sheet import MM
from kiosk.adapters.document.specimen import em_of, mark
from kiosk.catalogue.documents import Mark, load_document
from kiosk.domain.states import DocumentKind
from tests.adapters.document.samples import FORMS, LICENCE, PAPER, renderer, run, saved, text_of
from tests.parts import needs

DESIGN = load_document(FORMS)


def numbers(path: str) -> list[list[float]]:
    rows = []
    for line in path.splitlines():
        parts = re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", line)
        if parts and line[-1] in "mlc":
            rows.append([float(part) for part in parts])
    return rows


def test_capitals_of_the_mark_are_at_least_twenty_five_millimetres_high():
    book = renderer()._book
    em = em_of(book, DESIGN.specimen)
    path, _ = book.outline(Role.SONG, "E")
    heights = [row[-1] for row in numbers(path)]

    assert (max(heights) - min(heights)) * em / 1000 == pytest.approx(26, abs=0.01)
    assert DESIGN.specimen.cap_height >= 25


def test_the_mark_is_scaled_by_that_size():
    path = mark(renderer()._book, DESIGN.specimen, Mark(x=100, y=100, angle=0), 210, "#FF0000")
    scale = float(path.splitlines()[1].split()[0])
    assert scale == pytest.approx(em_of(renderer()._book, DESIGN.specimen) / 1000 * MM, rel=1e-5)


@pytest.mark.parametrize("what", ["copy", "paper"])
def test_the_mark_lies_across_the_middle_of_the_drawn_page(papers, tmp_path, what):
    needs("pdftotext")
    made = (
        papers.licence(LICENCE, DocumentKind.LICENCE_COPY)
        if what == "copy"
        else papers.paper(PAPER)
    )
    path = saved(tmp_path, made.pdf)
    run("pdftoppm", "-r", "40", "-png", "-singlefile", path, tmp_path / "page")
    with Image.open(tmp_path / "page.png") as image:
        rgb = image.convert("RGB")
        tinted = [
            (x, y)
            for x in range(rgb.width)
            for y in range(rgb.height)
            if abs(rgb.getpixel((x, y))[0] - 0xF3) < 9
            and abs(rgb.getpixel((x, y))[1] - 0xC9) < 9
            and abs(rgb.getpixel((x, y))[2] - 0xC4) < 9
        ]
        width, height = rgb.size
    xs, ys = [x for x, _ in tinted], [y for _, y in tinted]

    assert max(xs) - min(xs) > 0.8 * width
    assert max(ys) - min(ys) > 0.4 * height


@pytest.mark.parametrize(("specimen", "size"), [(True, 40), (False, 40)])
def test_the_seal_is_one_page_of_forty_millimetres_without_text_or_font(
    papers, tmp_path, specimen, size
):
    needs("pdftotext")
    path = saved(tmp_path, papers.seal_pdf("示例市市场监督管理局", "登记专用章", specimen))
    said = run("pdfinfo", path).stdout.decode()
    width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", said).groups())

    assert (width, height) == pytest.approx((size * MM, size * MM), abs=0.01)
    assert re.search(r"Pages:\s+1\b", said)
    assert text_of(path) == ""
    assert b"FontFile2" not in path.read_bytes()


def test_a_specimens_seal_never_carries_the_authoritys_name(papers):
    one = papers.seal_pdf("示例市市场监督管理局", "登记专用章", specimen=True)
    other = papers.seal_pdf("另一市市场监督管理局", "公章", specimen=True)
    real = papers.seal_pdf("示例市市场监督管理局", "登记专用章", specimen=False)

    assert one == other
    assert one != real
    assert "示例市".encode() not in one


def test_the_ring_of_the_seal_is_red_round_and_whole(papers, tmp_path):
    needs("pdftotext")
    path = saved(tmp_path, papers.seal_pdf("示例市市场监督管理局", "登记专用章", False))
    run("pdftoppm", "-r", "254", "-png", "-singlefile", path, tmp_path / "seal")
    with Image.open(tmp_path / "seal.png") as image:
        rgb = image.convert("RGB")
        assert max(rgb.size) <= 401
        for x, y in ((7, 200), (393, 200), (200, 7), (200, 393), (64, 64), (336, 336)):
            red, green, blue = rgb.getpixel((x, y))
            assert red > 180
            assert green < 90
            assert blue < 90
        assert rgb.getpixel((200, 200))[1] < 90  # the star
        assert rgb.getpixel((3, 3)) == (255, 255, 255)


@pytest.mark.parametrize(
    "name", ["甲", "市监局", "示例省示例市示例县经济技术开发区市场监督管理局", ""]
)
def test_a_seal_takes_any_length_of_name(papers, name):
    assert papers.seal_pdf(name, "章", False).startswith(b"%PDF-1.4")


def test_a_star_has_ten_corners_and_a_circle_its_radius():
    assert len(re.findall(r" [ml]", star_path(0, 0, 10))) == 10
    for row in numbers(circle_path(0, 0, 10)):
        x, y = row[-2:]
        assert (x * x + y * y) ** 0.5 == pytest.approx(10, abs=0.01)
