"""The files are PDF/A, the same bytes everywhere, with every font inside."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pytest

from kiosk.domain.states import DocumentKind
from tests.adapters.document.samples import (
    LICENCE,
    LONG,
    PAPER,
    ROOT,
    preflight,
    run,
    saved,
)
from tests.parts import needs

KINDS = [
    DocumentKind.LICENCE_COPY,
    DocumentKind.LICENCE_ORIGINAL,
    DocumentKind.OVERLAY,
    DocumentKind.CALIBRATION,
]
ELSEWHERE = """
import hashlib
from tests.adapters.document.samples import LICENCE, LONG, PAPER, renderer
from kiosk.domain.states import DocumentKind as K
r = renderer()
r.licence(LONG, K.LICENCE_COPY)
for made in (r.licence(LICENCE, K.LICENCE_COPY), r.licence(LICENCE, K.LICENCE_ORIGINAL), r.paper(PAPER)):
    print(hashlib.sha256(made.pdf).hexdigest(), made.sha256)
"""


def sheets_of(papers, kind):
    if kind is DocumentKind.REFUSAL_NOTICE:
        return papers._papers.lay_out(PAPER).sheets
    return papers.lay_out(LONG, kind).sheets


@pytest.mark.parametrize("kind", [*KINDS, DocumentKind.REFUSAL_NOTICE])
def test_preflight_finds_no_fault_in_the_archive_twin_of_part_1(papers, tmp_path, kind):
    needs("java-pdfbox")
    facts = papers._facts("样本", True, LICENCE.issued_at, {"a": "b"})
    pdf = papers._archive.write(sheets_of(papers, kind), facts, part=1)

    assert preflight(saved(tmp_path, pdf)) == (True, set())


def test_preflight_objects_to_the_real_file_for_being_part_3_alone(papers, tmp_path):
    needs("java-pdfbox")
    made = papers.licence(LICENCE, KINDS[0]).pdf
    part_and_level, embedded_file = {"7.11.1", "7.11.2"}, {"1.2.9", "1.4.7"}
    assert preflight(saved(tmp_path, made)) == (False, part_and_level | embedded_file)


@pytest.mark.parametrize("kind", KINDS)
def test_qpdf_finds_no_fault(papers, tmp_path, kind):
    needs("qpdf")
    done = run("qpdf", "--check", saved(tmp_path, papers.licence(LONG, kind).pdf))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_file_says_it_is_pdf_a_3u_in_chinese_with_srgb(papers, tmp_path):
    with pikepdf.open(saved(tmp_path, papers.licence(LICENCE, KINDS[0]).pdf)) as pdf:
        root = pdf.Root
        assert pdf.pdf_version == "1.7"
        assert pdf.open_metadata().pdfa_status == "3U"
        assert str(root.Lang) == "zh-CN"
        assert str(root.OutputIntents[0].S) == "/GTS_PDFA1"
        profile = root.OutputIntents[0].DestOutputProfile.read_bytes()
        assert profile == (ROOT / "resources/brand/sRGB.icc").read_bytes()
        spec = root.AF[0]
        assert str(spec.AFRelationship) == "/Data"
        assert str(spec.EF.F.Subtype) == "/application/json"
        assert bytes(spec.EF.F.Params.CheckSum) == hashlib.md5(spec.EF.F.read_bytes()).digest()


def test_info_and_xmp_say_the_same(papers, tmp_path):
    with pikepdf.open(saved(tmp_path, papers.licence(LICENCE, KINDS[0]).pdf)) as pdf:
        info, xmp = pdf.docinfo, pdf.open_metadata()
        assert xmp["dc:title"] == str(info.Title)
        assert xmp["dc:creator"] == [str(info.Author)]
        assert xmp["dc:description"] == str(info.Subject)
        assert xmp["xmp:CreatorTool"] == str(info.Creator)
        assert xmp["pdf:Producer"] == str(info.Producer)
        assert xmp["pdf:Keywords"] == str(info.Keywords)
        assert str(info.CreationDate) == "D:20261123030405+00'00'"
        assert xmp["xmp:CreateDate"] == "2026-11-23T03:04:05+00:00"
        assert "SPECIMEN" in str(info.Title)
        assert "样本" in str(info.Subject)


def test_every_font_is_embedded_and_named_by_its_subset(papers, tmp_path):
    names = set()
    with pikepdf.open(saved(tmp_path, papers.licence(LONG, KINDS[0]).pdf)) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert "/FontFile2" in font.FontDescriptor
                assert "/ToUnicode" in font
                names.add(str(font.BaseFont).split("+")[1])
    assert names == {"NotoSerifSC-Regular", "NotoSerifSC-Bold", "LXGWWenKai-Regular"}


def test_the_bytes_are_the_same_in_another_process_zone_and_hash_seed(papers):
    here = [
        made.sha256
        for made in (
            papers.licence(LICENCE, KINDS[0]),
            papers.licence(LICENCE, KINDS[1]),
            papers.paper(PAPER),
        )
    ]
    for seed, zone, epoch in (("1", "Asia/Tokyo", "1"), ("77", "America/Lima", "99999")):
        env = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "SOURCE_DATE_EPOCH": epoch,
            "PYTHONPATH": str(ROOT),
        }
        said = subprocess.run(
            [sys.executable, "-c", ELSEWHERE], env=env, cwd=ROOT, capture_output=True, check=True
        ).stdout.decode()
        assert [line.split() for line in said.splitlines()] == [[sha, sha] for sha in here]


def test_another_content_gives_other_bytes_and_another_file_id(papers, tmp_path):
    one = papers.licence(LICENCE, KINDS[0])
    other = papers.licence(replace(LICENCE, name="昆山市另一家店"), KINDS[0])

    assert one.sha256 != other.sha256
    ids = []
    for made in (one, other):
        with pikepdf.open(saved(tmp_path, made.pdf)) as pdf:
            ids.append(bytes(pdf.trailer.ID[0]))
    assert ids[0] != ids[1]
    assert all(len(number) == 16 for number in ids)


def test_threads_get_the_same_bytes_as_one_alone(papers):
    alone = {
        kind: papers.licence(replace(LICENCE, credit_code=f"9232058{n}"), kind).sha256
        for n, kind in enumerate(KINDS)
    }
    work = [(n, kind) for n, kind in enumerate(KINDS)] * 4
    with ThreadPoolExecutor(4) as pool:
        made = pool.map(
            lambda job: (
                papers.licence(replace(LICENCE, credit_code=f"9232058{job[0]}"), job[1]).sha256
            ),
            work,
        )
    assert list(made) == [alone[kind] for _, kind in work]
