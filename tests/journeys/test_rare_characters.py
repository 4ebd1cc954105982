"""Five hundred rare ideographs go all the way: in, kept, found, shown, printed, signed and sent."""

import csv
import json
import random
import re
from dataclasses import replace

import pypdf
import pytest
from PySide6.QtGui import QFont, QTextLayout

from kiosk.adapters.document.fonts import FontBook, Role
from kiosk.adapters.signer.inspect import Inspector
from kiosk.adapters.sms.folder import FolderGateway
from kiosk.catalogue.documents import load_document
from kiosk.domain.business_name import BusinessName
from kiosk.domain.credential import claims_of
from kiosk.domain.input.engine import Mode
from kiosk.domain.names.keys import name_index
from kiosk.domain.person_name import PersonName, parse_person_name
from kiosk.domain.records import NameClaim
from kiosk.domain.sms_text import PART_UNITS, split_parts, ucs2_units
from kiosk.domain.states import ClaimState, DocumentKind, LicenceStatus
from kiosk.domain.verification import Reason, StatusAnswer
from kiosk.services.verify import verify
from kiosk.ui.touch.app import make_application
from tests import desk
from tests.adapters.document import samples
from tests.adapters.store import records
from tests.builders import ROOT, the_names
from tests.engine import TABLES, the_engine
from tests.parts import needs
from tests.signed import NOW, a_credential, an_entry, practice_signer, practice_trust

MANY = 500
UNIFIED_AMONG_COMPATIBILITY = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
AREA = "3205"


def the_sample():
    """500 by a fixed seed: the twelve among the compatibility ideographs, the rest of all blocks."""
    with (TABLES / "ideographs.tsv").open(encoding="utf-8", newline="") as file:
        spans = [
            range(int(row["first"], 16), int(row["last"], 16) + 1)
            for row in csv.DictReader(file, delimiter="\t")
        ]
    dice = random.Random(18030)
    found = [chr(point) for span in spans if len(span) < 10 for point in span]
    blocks = [span for span in spans if len(span) >= 10]
    share, left = divmod(MANY - len(found), len(blocks))
    for place, block in enumerate(blocks):
        found += map(chr, dice.sample(block, share + (place < left)))
    return "".join(dice.sample(found, len(found)))


SAMPLE = the_sample()
PERSONS = [SAMPLE[at : at + 25] for at in range(0, MANY, 25)]
"""Twenty names of twenty-five characters, the longest that a form of the state has room for."""


def test_the_sample_is_of_every_block_and_mostly_beyond_the_basic_plane():
    assert len(set(SAMPLE)) == MANY
    assert set(UNIFIED_AMONG_COMPATIBILITY) <= set(SAMPLE)
    assert sum(ord(c) > 0xFFFF for c in SAMPLE) > 300
    assert all(isinstance(parse_person_name(name), PersonName) for name in PERSONS)


# ── in ───────────────────────────────────────────────────────────────────────────────────────


def test_each_can_be_entered_by_its_strokes_and_by_its_code():
    engine = the_engine()
    codes = {}
    for line in (TABLES / "strokes.txt").read_text("utf-8").splitlines():
        _, code, characters = line.split(" ")
        codes |= {c: code for c in characters if c in SAMPLE}
    by_strokes = {
        c
        for c, code in codes.items()
        if any(one.text == c for one in engine.candidates(Mode.STROKES, code, most=100))
    }

    assert len(by_strokes) >= MANY - 2, set(SAMPLE) - by_strokes
    for character in SAMPLE:
        [found] = engine.candidates(Mode.CODE, f"{ord(character):X}")
        assert found.text == character


# ── kept and found ───────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A register with twenty proprietors of such names, each with a business of the same name."""
    folder = tmp_path_factory.mktemp("register")
    store = desk.a_store(folder)
    names = the_names()
    with store.write() as unit:
        for place, person in enumerate(PERSONS):
            answers = {"proprietor.name": person, "proprietor.home": f"昆山市{person}路1号"}
            filed = records.application(answers=desk.Answers(answers), person=person)
            unit.applications.add(filed)
            entry = records.entry(
                filed,
                f"92320583MAY{place:07}",
                proprietor=person,
                home=person,
                proprietor_id=person,
            )
            unit.register.add_entry(entry, records.NOW)
            name = BusinessName("昆山市", person, "餐饮", "店")
            index = name_index(name, names, "6210")
            unit.register.claim(
                NameClaim(records.new_id(), AREA, index, ClaimState.REGISTERED, holder=person)
            )
        unit.commit()
    yield store, folder
    store.close()


def test_the_register_keeps_each_name_and_gives_it_back(kept):
    store, _ = kept
    with store.read() as unit:
        assert [one.proprietor for one in unit.register.entries()] == PERSONS
        assert [one.home for one in unit.register.entries()] == PERSONS
        for person in PERSONS:
            [found] = unit.applications.of_person(person, 10)
            assert found.answers.text("proprietor.name") == person
            assert unit.applications.count_of_person(person) == 1
            assert not unit.applications.of_person(person[:-1], 10)


def test_a_name_is_found_by_any_part_of_it_and_met_by_its_brand(kept):
    store, _ = kept
    with store.read() as unit:
        for person in PERSONS:
            wanted = f"昆山市{person}餐饮店"
            assert [c.index.name for c in unit.register.search(person[7:12], 5)] == [wanted]
            index = name_index(BusinessName("昆山市", person, "餐饮", "馆"), the_names(), "6210")
            met = unit.register.similar(AREA, index.keys, records.DAY, "")
            assert wanted in {one.index.name for one in met}


def test_nothing_of_a_person_lies_readable_in_the_file(kept):
    """Names of businesses are public; the homes, of the same characters, are not."""
    _, folder = kept
    content = b"".join(f.read_bytes() for f in folder.iterdir() if f.is_file())

    for person in PERSONS:
        home = f"{person}路"
        assert home.encode() not in content
        assert json.dumps(home)[1:-1].encode() not in content


# ── shown ────────────────────────────────────────────────────────────────────────────────────


OURS = {"Noto Sans SC", "Noto Serif SC", "LXGW WenKai", "HanaMinB"}
"""The families that the product brings: an install may have no other."""


def drawn(text, font):
    """The glyphs that Qt draws the text with, each with the font that it takes it from."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [(run.rawFont(), glyph) for run in layout.glyphRuns() for glyph in run.glyphIndexes()]


@pytest.mark.parametrize("family", ["Noto Sans SC", "Noto Serif SC", "LXGW WenKai"])
@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_the_screen_draws_each_with_a_shape_of_its_own(family, weight):
    make_application()
    families = set()
    for character in SAMPLE:
        [(font, glyph)] = drawn(character, QFont(family, 48, weight))
        assert glyph != 0, f"U+{ord(character):X} is not drawn"
        shape = font.pathForGlyph(glyph)
        assert not shape.isEmpty(), f"U+{ord(character):X} is drawn empty"
        assert shape != font.pathForGlyph(0), f"U+{ord(character):X} is drawn as missing"
        families.add(font.familyName())
    assert families <= OURS
    assert "HanaMinB" in families


# ── printed, signed and verified ─────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def issued():
    """One licence that shows all five hundred, signed: its entry, its bytes before and after."""
    scope = "一般项目：" + "；".join(PERSONS)
    entry = an_entry(proprietor=PERSONS[0], premises=f"昆山市{PERSONS[1]}路1号", scope_text=scope)
    signer = practice_signer()
    content = replace(
        samples.LICENCE,
        credit_code=entry.credit_code,
        name=entry.name,
        proprietor=entry.proprietor,
        premises=entry.premises,
        scope=scope,
        credential=signer.sign_credential(claims_of(a_credential(entry))),
        issued_at=NOW,
    )
    rendered = samples.renderer().licence(content, DocumentKind.LICENCE_COPY)
    return entry, content, signer.sign_document(rendered, NOW, "licence")


def test_the_licence_gives_each_back_as_text(issued, tmp_path):
    needs("pdftotext")
    _, content, signed = issued
    path = samples.saved(tmp_path, signed)
    by_pypdf = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)

    for text in (samples.text_of(path), re.sub(r"\s", "", by_pypdf)):
        assert set(SAMPLE) <= set(text)
        assert content.proprietor in text
        assert content.premises in text


def test_the_licence_draws_each_with_ink():
    renderer = samples.renderer()
    book = FontBook(ROOT / "resources/fonts", load_document(samples.FORMS).fonts.model_dump())

    assert renderer.missing_glyphs(SAMPLE) == ()
    for character in SAMPLE:
        outline, advance = book.outline(Role.KAI, character)
        assert outline.count(" m") >= 1
        assert advance > 0


def verified(handed, entry):
    """What the check says of a licence when the register holds this entry."""
    return verify(
        handed,
        practice_trust(),
        Inspector(),
        register=lambda _: entry,
        status=lambda *_: StatusAnswer(LicenceStatus.VALID),
    )


def test_the_signed_licence_verifies_with_every_character(issued):
    entry, content, signed = issued
    for handed in (signed, content.credential):
        report = verified(handed, entry)
        assert (report.reason, report.signature) == (Reason.SPECIMEN, "valid")
        assert (report.register, report.status) == ("matches", "valid")
    pdf = Inspector().read_pdf(signed, practice_trust())
    assert pdf.twin["scope"] == content.scope
    assert pdf.twin["proprietor"] == content.proprietor


def test_one_other_character_and_it_does_not_match(issued):
    entry, content, signed = issued
    other = replace(entry, proprietor=entry.proprietor[:-1] + SAMPLE[-1])

    for handed in (signed, content.credential):
        assert verified(handed, other).reason is Reason.TWIN_MISMATCH


def test_the_fields_of_each_credential_come_back_whole():
    """Twenty names of a hundred bytes each; where the budget cuts, the digest holds the rest."""
    for person in PERSONS:
        entry = an_entry(proprietor=person, name="昆山市玉山镇听雨轩面馆")
        signed = practice_signer().sign_credential(claims_of(a_credential(entry)))
        read = Inspector().read_credential(signed).credential
        assert read.shows(entry.name, person)
        assert person.startswith(read.proprietor.removesuffix("…"))
        assert read.name.encode().decode() == read.name
        short = an_entry(proprietor=person[:10])
        signed = practice_signer().sign_credential(claims_of(a_credential(short)))
        assert Inspector().read_credential(signed).credential.proprietor == person[:10]


# ── sent ─────────────────────────────────────────────────────────────────────────────────────


def test_a_message_is_never_cut_inside_a_character():
    for lead in range(PART_UNITS):
        text = "号" * lead + SAMPLE
        parts = split_parts(text)
        assert "".join(parts) == text
        for part in parts:
            assert 0 < ucs2_units(part) <= PART_UNITS
            units = part.encode("utf-16-be")
            assert units.decode("utf-16-be") == part


def test_a_message_arrives_whole_through_the_folder(tmp_path):
    gateway = FolderGateway(tmp_path, desk.StillClock())
    text = f"【照办样本】{SAMPLE}，您的营业执照已办好。"
    gateway.send("establishment/approved", {}, text, desk.MOBILE, "one")
    [message] = gateway.received(5)

    assert message.text == text
