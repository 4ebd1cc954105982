"""The English of the interface: whole, current, every number in its place, about as short as it can be."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "i18n"
QML = ROOT / "resources" / "qml"

HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
PLACE = re.compile(r"%(?:\d|n)")
SPOKEN = re.compile(r'qsTr\(\s*"(?:[^"\\]|\\.)*"')
COMMENT = re.compile(r"(?<!:)//.*")
LETTERS = 3.5
"""For each Chinese character, two letters being as wide as one; besides the eight any text may take."""

CHINESE_IN_ENGLISH = {
    "叫店、馆还是别的？": "a name is Chinese in every language",
    "照办": "the product's name",
    "中文": "a language's own name",
    "打各个偏旁的拼音，用 ' 隔开：木、木 打 mu'mu": "an example of writing Chinese",
    "打字的编码，如 5F20 是张": "an example of writing Chinese",
}
CHINESE_IN_QML = {
    "Board/CandidateBar.qml": "what stands between Chinese candidates when they are read out",
    "Board/Names.qml": "the strokes that characters are made of",
    "Board/Rows.qml": "keys that write Chinese",
    "Fields/DayField.qml": "the value that is kept for a document without an end",
    "Kit/Brand.qml": "the mark",
    "Kit/SwitchBar.qml": "each language's own name",
    "Preview/LicenceLine.qml": "the licence, which is Chinese in every language",
}


def _collect():
    for context in ET.parse(FOLDER / "kiosk_en.ts").getroot().iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source")
            yield pytest.param(source, message, id=f"{context.findtext('name')} {source}")


MESSAGES = list(_collect())


def _english(message):
    """What it says: one text, or the one for one thing and the one for several."""
    translation = message.find("translation")
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or [translation.text or ""]


def test_the_files_are_what_the_script_makes_of_the_pages_now(tmp_path):
    shutil.copy(FOLDER / "kiosk_en.ts", tmp_path)
    script = ROOT / "packaging" / "i18n.sh"

    subprocess.run([str(script), str(tmp_path)], check=True, capture_output=True, text=True)

    for name in ("kiosk_en.ts", "kiosk_en.qm"):
        assert (FOLDER / name).read_bytes() == (tmp_path / name).read_bytes(), (
            f"{name} is old: run packaging/i18n.sh and translate what is new"
        )


@pytest.mark.parametrize(("source", "message"), MESSAGES)
def test_every_message_is_translated(source, message):
    assert message.find("translation").get("type") is None, "unfinished, vanished or obsolete"
    assert all(text.strip() for text in _english(message))


@pytest.mark.parametrize(("source", "message"), MESSAGES)
def test_english_keeps_what_is_filled_in(source, message):
    for text in _english(message):
        assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(source))


@pytest.mark.parametrize(("source", "message"), MESSAGES)
def test_english_is_english(source, message):
    if source in CHINESE_IN_ENGLISH:
        return
    assert not any(HAN.search(text) for text in _english(message))


@pytest.mark.parametrize(("source", "message"), MESSAGES)
def test_english_is_about_as_short_as_chinese(source, message):
    assert max(map(len, _english(message))) <= 8 + LETTERS * len(source)


@pytest.mark.parametrize(
    "path", sorted(QML.rglob("*.qml")), ids=lambda path: str(path.relative_to(QML))
)
def test_no_page_says_chinese_past_the_translator(path):
    if str(path.relative_to(QML)) in CHINESE_IN_QML:
        return
    text = SPOKEN.sub("", COMMENT.sub("", path.read_text("utf-8")))

    assert HAN.findall(text) == []
