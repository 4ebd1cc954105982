"""document.yaml is read strictly."""

import pytest

from kiosk.catalogue.documents import load_document
from kiosk.catalogue.source import CatalogueError
from tests.builders import ROOT

FORMS = ROOT / "forms" / "establishment"


def changed(folder, old, new):
    text = (FORMS / "document.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "document.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    return folder, line


def test_the_stock_design_loads():
    design = load_document(FORMS)
    assert design.words.title == "营业执照"
    assert design.copy_layout.qr.square.side == 48


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  cap_height: 26", "  cap_height: 24", "25"),
        ("  qr: credential\n", "  qr: none\n", "credential"),
        ('  ink: "#1A1A1A"', '  ink: "black"', "pattern"),
        ("  no_name: ", "  no_nam: ", "known"),
        ("  scope_sizes: [12.5, 11.5,", "  scope_sizes: [6, 11.5,", "fall"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, old, new, said):
    folder, line = changed(tmp_path, old, new)
    with pytest.raises(CatalogueError) as caught:
        load_document(folder)
    findings = [f for f in caught.value.findings if said in f.message]
    assert findings
    assert abs(findings[0].line - line) <= 60
