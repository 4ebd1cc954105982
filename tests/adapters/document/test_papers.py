"""The papers beside the licence break over pages without losing a word."""

import json
import re
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.adapters.document.paper_sheets import fit_strokes
from kiosk.adapters.document.sheet import MM, Art, Rule, Strokes
from kiosk.domain.states import DocumentKind
from tests.adapters.document.samples import (
    LICENCE,
    PAPER,
    RARE,
    pages_of,
    renderer,
    saved,
    text_of,
)
from tests.adapters.document.test_licence import holds_in_order, overlaps
from tests.parts import needs

STROKES = (((0.0, 0.0), (100.0, 50.0), (200.0, 10.0)), ((150.0, 90.0),))
FORM = replace(
    PAPER,
    kind=DocumentKind.APPLICATION_FORM,
    title="个体工商户登记（备案）申请书",
    addressee="",
    rows=tuple((f"栏目{n}", f"第{n}栏" + "昆山市玉山镇示例路" * (n % 5)) for n in range(70)),
    tables=(
        ("申请人承诺", (), (("真实", "已确认"),)),
        ("家庭成员", ("姓名", "号码"), tuple((f"成员{n}{RARE}", f"{n:018}") for n in range(60))),
    ),
    strokes=STROKES,
    signature_note="经营者签字",
    authority="",
    sealed=False,
)
WORDS = st.text(st.sampled_from("昆山市玉镇晨光里，。；（）A1" + RARE), max_size=500)


def laid(content):
    return renderer()._papers.lay_out(content)


@pytest.mark.parametrize(
    "kind",
    [
        DocumentKind.APPROVAL_NOTICE,
        DocumentKind.RECEIPT,
        DocumentKind.CORRECTION_LIST,
        DocumentKind.REFUSAL_NOTICE,
    ],
)
def test_a_notice_shows_all_its_parts_on_one_numbered_page(papers, tmp_path, kind):
    needs("pdftotext")
    rendered = papers.paper(replace(PAPER, kind=kind, rows=(("名称", LICENCE.name),)))
    text = text_of(saved(tmp_path, rendered.pdf))

    assert rendered.pages == 1
    for shown in (
        PAPER.title,
        PAPER.number,
        PAPER.addressee,
        PAPER.paragraphs[0],
        "不予登记的理由",
        "《企业名称登记管理规定》第十七条",
        PAPER.closing[0],
        PAPER.authority,
        "2026年11月23日",
        "第1页共1页",
        "样本SPECIMEN",
        LICENCE.name,
    ):
        assert shown in text


def test_the_seal_lies_over_authority_and_day_inside_the_page(papers):
    rendered = papers.paper(PAPER)
    x1, y1, x2, y2 = rendered.seal_box
    seal = (x1 / MM, 297 - y2 / MM, x2 / MM, 297 - y1 / MM)
    texts = laid(PAPER).sheets[rendered.seal_page].texts()

    assert x2 - x1 == pytest.approx(40 * MM)
    assert {t.text for t in texts if overlaps(t.box, seal)} == {PAPER.authority, "2026年11月23日"}


def test_an_unsealed_paper_has_no_seal_box(papers):
    assert papers.paper(FORM).seal_box is None


def test_rows_and_tables_run_over_pages_with_header_and_numbers(papers, tmp_path):
    needs("pdftotext")
    rendered = papers.paper(FORM)
    pages = pages_of(saved(tmp_path, rendered.pdf))

    assert len(pages) == rendered.pages > 3
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in page
        assert FORM.number in page
        assert "样本SPECIMEN" in page
    whole = "".join(pages)
    assert all(f"第{n}栏" in whole for n in range(70))
    assert all(f"成员{n}{RARE}" in whole and f"{n:018}" in whole for n in range(60))
    with_members = [page for page in pages if RARE in page]
    assert len(with_members) > 1
    assert all("姓名" in page and "号码" in page for page in with_members)


def test_one_cell_taller_than_a_page_is_carried_on(papers, tmp_path):
    needs("pdftotext")
    value = "".join(f"第{n}项食品销售；" for n in range(900))
    rendered = papers.paper(replace(PAPER, rows=(("经营范围", value),)))
    text = text_of(saved(tmp_path, rendered.pdf), "-raw")

    assert rendered.pages > 2
    assert holds_in_order(text, value)


@settings(deadline=None, max_examples=40)
@given(
    paragraphs=st.lists(WORDS, max_size=4),
    rows=st.lists(st.tuples(WORDS.map(lambda t: t[:30]), WORDS), max_size=12),
    cells=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=6),
    signed=st.booleans(),
)
def test_no_paper_loses_a_character_or_writes_outside_its_margins(paragraphs, rows, cells, signed):
    content = replace(
        PAPER,
        paragraphs=tuple(paragraphs),
        rows=tuple(rows),
        tables=(("表", ("甲", "乙", "丙"), tuple(cells)),),
        strokes=STROKES if signed else (),
        signature_note="签字",
    )
    pages = laid(content).sheets
    for sheet in pages:
        boxes = [(text.text, text.box) for text in sheet.texts()]
        for _, (left, top, right, bottom) in boxes:
            assert left >= 25.9
            assert right <= 184.1
            assert top >= 12
            assert bottom <= 285
        for at, (_, box) in enumerate(boxes):
            assert not any(overlaps(box, other) for _, other in boxes[at + 1 :])
    shown = "".join(text.text for sheet in pages for text in sheet.texts())
    for text in (*paragraphs, *(value for _, value in rows)):
        assert holds_in_order(shown, text)


def test_every_page_of_a_specimen_carries_the_mark_and_a_real_one_none():
    assert all(Art("paper:mark") in sheet.items for sheet in laid(FORM).sheets)
    assert not any(
        Art("paper:mark") in sheet.items for sheet in laid(replace(FORM, specimen=False)).sheets
    )


def test_a_signature_is_drawn_inside_its_box_in_its_own_proportions():
    sheet = next(
        sheet for sheet in laid(FORM).sheets if any(isinstance(i, Strokes) for i in sheet.items)
    )
    drawn = next(item for item in sheet.items if isinstance(item, Strokes))
    xs = [x for line in drawn.lines for x, _ in line]
    ys = [y for line in drawn.lines for _, y in line]

    assert 184 - 60 <= min(xs) <= max(xs) <= 184
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(200 / 90)


def test_a_signature_of_one_dot_is_drawn_too():
    assert fit_strokes((((5.0, 5.0),),), 10, 20, 60, 24) == (((40.0, 32.0),),)


def test_without_strokes_the_note_stands_instead(papers, tmp_path):
    needs("pdftotext")
    note = "本申请通过申请文件提交，未使用屏幕签字。"
    content = replace(FORM, strokes=(), signature_note=note)
    assert note in text_of(saved(tmp_path, papers.paper(content).pdf))


def test_the_twin_holds_the_papers_words_and_drops_what_is_not_shown(papers, tmp_path):
    content = replace(PAPER, twin={"number": PAPER.number, "mobile": "13800000000"})
    with pikepdf.open(saved(tmp_path, papers.paper(content).pdf)) as pdf:
        twin = json.loads(pdf.attachments["twin.json"].get_file().read_bytes())

    assert twin["data"] == {"number": PAPER.number}
    assert "13800000000" not in json.dumps(twin)
    assert twin["title"] == PAPER.title
    assert twin["tables"][0]["rows"] == [list(row) for row in PAPER.tables[0][2]]
    assert twin["specimen"] is True


def test_table_rules_close_every_cell():
    sheet = laid(PAPER).sheets[0]
    rules = [item for item in sheet.items if isinstance(item, Rule) and item.thick == 0.5]
    upright = {round(rule.x1, 2) for rule in rules if rule.x1 == rule.x2}
    assert {26.0, 184.0} <= upright
    assert len(upright) == 3


def test_words_in_the_file_name_no_person(papers, tmp_path):
    with pikepdf.open(saved(tmp_path, papers.paper(PAPER).pdf)) as pdf:
        assert not re.search("赵晓明", str(pdf.docinfo.Title) + str(pdf.docinfo.Subject))
