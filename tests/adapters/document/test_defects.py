"""Each mended fault of ReportLab is still there upstream, and is gone in ours."""

import importlib.util

import pytest
import reportlab
from reportlab.pdfbase import pdfdoc

from kiosk.adapters.document import defects
from kiosk.ports import SystemFault


def fresh(name):
    """The module as installed, without our mends."""
    spec = importlib.util.find_spec(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def document():
    return pdfdoc.PDFDocument(invariant=1)


def test_upstream_still_writes_a_wrong_code_beyond_the_bmp():
    assert "<2C386>" in fresh("reportlab.pdfbase.ttfonts").makeToUnicodeCMap("F", [0, 0x2C386])


def test_ours_writes_utf_16_in_blocks_of_at_most_a_hundred():
    cmap = defects.unicode_map("F", [0, 0x2C386, 0x4E00, *range(0x4E01, 0x4E01 + 200)])

    assert "<01> <D870DF86>" in cmap
    assert "<02> <4E00>" in cmap
    assert "<00> <" not in cmap.replace("<00> <FF>", "")
    assert [line for line in cmap.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "2 beginbfchar",
    ]


def test_upstream_still_forgets_the_line_end_before_endstream():
    module = fresh("reportlab.pdfbase.pdfdoc")
    stream = module.PDFStream(content=b"data")
    assert stream.format(module.PDFDocument(invariant=1)).endswith(b"dataendstream\n")


def test_ours_puts_the_line_end_before_endstream():
    defects.mend()
    stream = pdfdoc.PDFStream(content=b"data")
    assert stream.format(document()).endswith(b"data\nendstream\n")


def test_upstream_still_writes_an_empty_filter_list():
    stream = fresh("reportlab.pdfbase.pdfdoc").PDFStream(content=b"data", filters=[])
    assert b"/Filter [  ]" in stream.format(document())


def test_a_ready_stream_has_no_filter_of_its_own():
    assert defects.ReadyStream("/Type /Metadata", b"<x/>").format(document()) == (
        b"<< /Type /Metadata /Length 4 >>\nstream\n<x/>\nendstream\n"
    )


def test_upstream_still_draws_nothing_for_a_character_without_glyph(tmp_path):
    from reportlab.pdfbase.ttfonts import TTFont

    from tests.adapters.document.samples import RESOURCES

    font = TTFont("Test", str(RESOURCES / "fonts" / "NotoSerifSC-Bold.ttf"), asciiReadable=False)
    assert font.splitString("\ue001", document()) == [(0, b"\x00")]


def test_another_reportlab_is_refused(monkeypatch):
    monkeypatch.setattr(reportlab, "__version__", "5.2.0")
    with pytest.raises(SystemFault, match=r"reportlab_version: 5\.2\.0"):
        defects.mend()
