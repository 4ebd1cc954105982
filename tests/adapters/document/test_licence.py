"""A licence shows every character it should, in its place, and nothing is ever cut."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.adapters.document.sheet import MM, Art, Modules
from kiosk.domain.states import DocumentKind
from kiosk.ports import SystemFault
from tests.adapters.document.samples import (
    LICENCE,
    LONG,
    RARE,
    credential,
    pages_of,
    renderer,
    saved,
    text_of,
)
from tests.parts import needs

COPY, ORIGINAL = DocumentKind.LICENCE_COPY, DocumentKind.LICENCE_ORIGINAL
OVERLAY, CALIBRATION = DocumentKind.OVERLAY, DocumentKind.CALIBRATION
KINDS = [COPY, ORIGINAL, OVERLAY, CALIBRATION]
SIZES = {COPY: (297, 210), ORIGINAL: (420, 297), OVERLAY: (297, 210), CALIBRATION: (297, 210)}
HAN = st.sampled_from("昆山市玉镇晨光里早餐店一般项目零售服务街道" + RARE)
SCOPES = st.text(st.one_of(HAN, st.sampled_from("；，。（）：、A1-")), min_size=1, max_size=3000)

RARE_LICENCE = replace(
    LICENCE,
    name=f"昆山市{RARE}店",
    proprietor=f"{RARE}明",
    premises=f"昆山市{RARE}路1号",
    scope=f"一般项目：{RARE}零售。",
    authority=f"{RARE}市监督管理局",
    composition=f"个人{RARE}",
    business_type=f"个体{RARE}",
)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def holds_in_order(text: str, wanted: str) -> bool:
    rest = iter(text)
    return all(character in rest for character in wanted)


def overlaps(one, other) -> bool:
    return (
        one[0] < other[2] - 0.05
        and other[0] < one[2] - 0.05
        and one[1] < other[3] - 0.05
        and other[1] < one[3] - 0.05
    )


def geometry_faults(content, kind, maker=None) -> list[str]:
    """Texts off the page, over each other or over a QR code."""
    faults = []
    for number, sheet in enumerate((maker or renderer()).lay_out(content, kind).sheets):
        boxes = [(text.text, text.box) for text in sheet.texts()]
        for item in sheet.items:
            if isinstance(item, Modules):
                boxes.append(("QR", (item.x, item.y, item.x + item.side, item.y + item.side)))
        for text, (left, top, right, bottom) in boxes:
            if left < 8 or top < 8 or right > sheet.width - 8 or bottom > sheet.height - 8:
                faults.append(f"{number}: {text!r} leaves the page")
        for at, (one, box) in enumerate(boxes):
            faults += [
                f"{number}: {one!r} over {other!r}"
                for other, place in boxes[at + 1 :]
                if overlaps(box, place)
            ]
    return faults


@pytest.mark.parametrize("kind", [COPY, ORIGINAL, OVERLAY])
def test_rare_characters_are_read_back_from_every_field(papers, tmp_path, kind):
    needs("pdftotext")
    path = saved(tmp_path, papers.licence(RARE_LICENCE, kind).pdf)
    by_poppler, by_pypdf = (
        text_of(path),
        squeezed("".join(page.extract_text() for page in pypdf.PdfReader(path).pages)),
    )

    for text in (by_poppler, by_pypdf):
        for field in ("name", "proprietor", "premises", "scope", "composition", "business_type"):
            assert getattr(RARE_LICENCE, field) in text
        assert (RARE_LICENCE.authority in text) == (kind is not OVERLAY)


def test_the_copy_shows_every_field_and_label_of_the_law(papers, tmp_path):
    needs("pdftotext")
    text = text_of(saved(tmp_path, papers.licence(LICENCE, COPY).pdf))

    for shown in (
        "统一社会信用代码92320583MAY0002799",
        "营业执照",
        "（副本）",
        "1—1",
        "名称",
        "类型",
        "经营者",
        "经营范围",
        "组成形式",
        "注册日期",
        "经营场所",
        "登记机关",
        "2026年11月23日",
        "http://www.gsxt.gov.cn",
        "报送公示年度报告",
        LICENCE.name,
        LICENCE.proprietor,
        LICENCE.premises,
        LICENCE.authority,
    ):
        assert shown in text
    assert LICENCE.scope in text_of(tmp_path / "paper.pdf", "-raw")


def test_the_original_has_neither_copy_number_nor_the_line_on_annual_reports(papers, tmp_path):
    needs("pdftotext")
    text = text_of(saved(tmp_path, papers.licence(LICENCE, ORIGINAL).pdf))
    assert "1—1" not in text
    assert "副本" not in text
    assert "年度报告" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_pages_have_the_size_of_their_paper(papers, tmp_path, kind):
    pages = pypdf.PdfReader(saved(tmp_path, papers.licence(LICENCE, kind).pdf)).pages
    width, height = SIZES[kind]

    assert len(pages) == 1
    assert float(pages[0].mediabox.width) == pytest.approx(width * MM, abs=0.01)
    assert float(pages[0].mediabox.height) == pytest.approx(height * MM, abs=0.01)


def test_a_business_without_name_shows_a_star(papers, tmp_path):
    needs("pdftotext")
    path = saved(tmp_path, papers.licence(replace(LICENCE, name=""), COPY).pdf)
    assert "名称*" in text_of(path, "-layout")


@settings(deadline=None, max_examples=12)
@given(scope=SCOPES)
def test_no_character_of_a_scope_is_cut_whatever_its_length(tmp_path_factory, scope):
    needs("pdftotext")
    rendered = renderer().licence(replace(LICENCE, scope=scope), COPY)
    path = saved(tmp_path_factory.mktemp("scope"), rendered.pdf)
    pages = pages_of(path)

    assert len(pages) == rendered.pages
    assert holds_in_order("".join(pages), scope)
    if rendered.pages == 1:
        assert squeezed(scope) in text_of(path, "-raw")


def test_a_scope_too_long_for_the_page_goes_on_on_numbered_annex_pages(papers, tmp_path):
    needs("pdftotext")
    rendered = papers.licence(LONG, COPY)
    first, *annex = pages_of(saved(tmp_path, rendered.pdf))

    assert rendered.pages > 2
    assert rendered.seal_page == 0
    assert "（续见附页）" in first
    for number, page in enumerate(annex, 1):
        assert f"附页第{number}页共{len(annex)}页" in page
        assert LICENCE.credit_code in page
        assert "经营范围（续）" in page
    carried = "".join(annex).replace("；", "")
    assert all(f"第{n}项" in first.replace("；", "") + carried for n in range(160))


def test_a_scope_shrinks_before_it_goes_to_an_annex(papers):
    sizes = []
    for items in (5, 15, 25, 35, 50):
        scope = "；".join(["食品销售（仅销售预包装食品）"] * items) + "。"
        laid = papers.lay_out(replace(LICENCE, scope=scope), COPY)
        assert len(laid.sheets) == 1
        texts = [text for text in laid.sheets[0].texts() if "预包装" in text.text]
        sizes.append(texts[0].size)

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 12.5
    assert 6 <= sizes[-1] <= 7.5


@settings(deadline=None, max_examples=60)
@given(
    name=st.text(HAN, max_size=160),
    proprietor=st.text(HAN, min_size=1, max_size=90),
    premises=st.text(HAN, min_size=1, max_size=300),
    authority=st.text(HAN, min_size=1, max_size=40),
    scope=SCOPES,
    kind=st.sampled_from([COPY, ORIGINAL]),
)
def test_nothing_leaves_the_page_or_lies_over_another_text(
    name, proprietor, premises, authority, scope, kind
):
    content = replace(
        LICENCE,
        name=name,
        proprietor=proprietor,
        premises=premises,
        authority=authority,
        scope=scope,
        copy_number="1—1" if kind is COPY else "",
    )
    assert geometry_faults(content, kind) == []
    shown = "".join(
        text.text for sheet in renderer().lay_out(content, kind).sheets for text in sheet.texts()
    )
    for value in (proprietor, premises, scope):
        assert holds_in_order(shown, value)


@pytest.mark.parametrize("kind", [OVERLAY, CALIBRATION])
def test_overlay_and_calibration_keep_their_texts_apart(kind):
    assert geometry_faults(LICENCE, kind) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", [LICENCE, LONG], ids=["short", "long"])
def test_every_page_of_a_specimen_says_so_across_its_text(papers, kind, content):
    for sheet in papers.lay_out(content, kind).sheets:
        assert any(isinstance(i, Art) and i.name.endswith(":mark") for i in sheet.items)
        assert any("样本 SPECIMEN" in text.text for text in sheet.texts())


def test_a_real_licence_carries_no_word_of_a_specimen(papers, tmp_path):
    needs("pdftotext")
    real = replace(LICENCE, specimen=False, authority="示例市市场监督管理局")
    rendered = papers.licence(real, COPY)
    text = text_of(saved(tmp_path, rendered.pdf))
    sheet = papers.lay_out(real, COPY).sheets[0]

    assert "SPECIMEN" not in text
    assert "样本" not in text
    assert "国家市场监督管理总局监制" in text
    assert not any(isinstance(i, Art) and i.name.endswith(":mark") for i in sheet.items)
    assert b"SPECIMEN" not in rendered.pdf
    with pikepdf.open(tmp_path / "paper.pdf") as pdf:
        assert json.loads(pdf.attachments["twin.json"].get_file().read_bytes())["specimen"] is False


def test_a_specimen_claims_no_national_supervision(papers, tmp_path):
    needs("pdftotext")
    assert "监制" not in text_of(saved(tmp_path, papers.licence(LICENCE, COPY).pdf))


@pytest.mark.parametrize("kind", [COPY, ORIGINAL, OVERLAY])
def test_the_seal_has_forty_millimetres_inside_the_page(papers, kind):
    rendered = papers.licence(LICENCE, kind)
    x1, y1, x2, y2 = rendered.seal_box
    width, height = SIZES[kind]

    assert x2 - x1 == pytest.approx(40 * MM)
    assert y2 - y1 == pytest.approx(40 * MM)
    assert 8 * MM < x1 < x2 < (width - 8) * MM
    assert 8 * MM < y1 < y2 < (height - 8) * MM


def test_the_seal_touches_neither_fields_nor_qr(papers):
    sheet = papers.lay_out(
        replace(LICENCE, premises=LICENCE.premises * 6, scope=LICENCE.scope * 4), COPY
    ).sheets[0]
    x1, y1, x2, y2 = papers.licence(LICENCE, COPY).seal_box
    seal = (x1 / MM, 210 - y2 / MM, x2 / MM, 210 - y1 / MM)
    under = [text.text for text in sheet.texts() if overlaps(text.box, seal)]

    assert under == [LICENCE.authority, "2026年11月23日"]


def test_the_twin_holds_what_the_page_shows_and_no_more(papers, tmp_path):
    needs("pdftotext")
    path = saved(tmp_path, papers.licence(LICENCE, COPY).pdf)
    with pikepdf.open(path) as pdf:
        twin = json.loads(pdf.attachments["twin.json"].get_file().read_bytes())
    text = text_of(path, "-raw")

    assert twin.pop("kind") == "licence_copy"
    assert twin.pop("specimen") is True
    assert twin.pop("credential") == LICENCE.credential  # shown as the QR
    assert date.fromisoformat(twin.pop("registered_on")) == LICENCE.registered_on
    assert set(twin) == {
        "credit_code",
        "name",
        "business_type",
        "proprietor",
        "composition",
        "premises",
        "scope",
        "authority",
        "copy_number",
    }
    assert all(squeezed(value) in text for value in twin.values())


def test_the_offset_moves_values_and_crosses_but_not_the_mark():
    from kiosk.adapters.document import ReportLabRenderer
    from tests.adapters.document.samples import FORMS, RESOURCES

    moved = ReportLabRenderer(FORMS, RESOURCES, offset=(2.5, -1.0))
    for kind in (OVERLAY, CALIBRATION):
        here = renderer().lay_out(LICENCE, kind).sheets[0].texts()[:-1]
        there = moved.lay_out(LICENCE, kind).sheets[0].texts()[:-1]
        shifts = {
            (round(b.x - a.x, 6), round(b.y - a.y, 6))
            for a, b in zip(here, there, strict=True)
            if a.text == b.text
        }
        assert shifts == {(2.5, -1.0)}
    assert any("+2.5" in t.text for t in moved.lay_out(LICENCE, CALIBRATION).sheets[0].texts())


def test_the_overlay_prints_values_alone(papers, tmp_path):
    needs("pdftotext")
    text = text_of(saved(tmp_path, papers.licence(LICENCE, OVERLAY).pdf))

    assert LICENCE.name in text
    for printed in (
        "统一社会信用代码",
        "副本",
        "经营范围",
        "登记机关",
        "国家企业信用信息公示系统网址",
    ):
        assert printed not in text


def test_a_name_that_no_font_can_draw_is_refused_not_dropped(papers):
    with pytest.raises(SystemFault, match=r"U\+E001"):
        papers.licence(replace(LICENCE, name="晨\ue001光"), COPY)


def test_time_of_issue_is_the_file_time(papers, tmp_path):
    at = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
    path = saved(tmp_path, papers.licence(replace(LICENCE, issued_at=at), COPY).pdf)
    assert pypdf.PdfReader(path).metadata.creation_date == at


def test_the_credential_stays_above_the_fields(papers):
    sheet = papers.lay_out(replace(LICENCE, credential=credential(300)), COPY).sheets[0]
    square = next(item for item in sheet.items if isinstance(item, Modules))
    caption = [t for t in sheet.texts() if square.y + square.side < t.y < 93 - 4 and t.x > 200]

    assert square.side == 48
    assert square.y <= 26
    assert square.x + square.side > 297 - 48
    assert caption
    assert max(t.box[3] for t in caption) < 93 - 12 / MM
