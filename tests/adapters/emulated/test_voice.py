"""A voice reads out what it is given, breaks off when told, and shows the text to nobody else."""

import io
import sys
import time
import wave
from datetime import date
from pathlib import Path

import pytest

from kiosk.adapters.voice import espeak, folder, silent
from kiosk.adapters.voice.espeak import EspeakVoice
from kiosk.adapters.voice.folder import FolderVoice
from kiosk.adapters.voice.speech import find_program, speech_command
from kiosk.ports import Fitting, SystemFault
from tests.desk import StillClock
from tests.parts import needs

TEXT = "请放上您的身份证。"
LISTENER = (
    "import sys, time, pathlib\n"
    "text = sys.stdin.buffer.read()\n"
    "place = pathlib.Path(sys.argv[1])\n"
    "place.with_suffix('.new').write_bytes(text)\n"
    "place.with_suffix('.new').rename(place)\n"
    "time.sleep(600)\n"
)


def fitting(tmp_path: Path, **options: str) -> Fitting:
    return Fitting(tmp_path, StillClock(), date(2026, 11, 23), options)


def listener(place: Path) -> EspeakVoice:
    """A voice whose program keeps what it hears and then goes on for long."""
    return EspeakVoice({"zh": [sys.executable, "-c", LISTENER, str(place)]})


def heard(place: Path) -> str:
    for _ in range(1000):
        if place.exists():
            return place.read_text("utf-8")
        time.sleep(0.02)
    raise AssertionError("nothing was heard")


def test_the_text_goes_in_by_standard_input_and_stop_ends_the_program(tmp_path):
    voice = listener(tmp_path / "heard")
    voice.say(TEXT, "zh")
    assert heard(tmp_path / "heard") == TEXT
    assert voice.is_reading
    voice.stop()
    assert not voice.is_reading
    voice.stop()


def test_what_is_said_next_breaks_off_what_was_being_read(tmp_path):
    voice = listener(tmp_path / "heard")
    voice.say(TEXT, "zh")
    assert heard(tmp_path / "heard") == TEXT
    (tmp_path / "heard").unlink()
    voice.say("下一页", "zh")
    assert heard(tmp_path / "heard") == "下一页"
    voice.say("", "zh")
    assert not voice.is_reading


def test_a_program_that_went_away_or_dies_disturbs_nobody(tmp_path):
    gone = EspeakVoice({"zh": [str(tmp_path / "gone")]})
    gone.say(TEXT, "zh")
    assert not gone.is_reading
    deaf = EspeakVoice({"zh": [sys.executable, "-c", "raise SystemExit(3)"]})
    deaf.say(TEXT * 100_000, "zh")
    deaf.stop()
    assert not deaf.is_reading


@pytest.mark.parametrize(("language", "voice"), [("zh", "cmn"), ("en", "en-gb"), ("xx", "cmn")])
def test_each_language_has_its_voice_and_no_text_stands_in_the_command(language, voice):
    command = speech_command("espeak-ng", language, {})
    assert command[:3] == ["espeak-ng", "-v", voice]
    assert command[-1] == "--stdin"


@pytest.mark.parametrize("rate", ["fast", "-w/tmp/x", "0", "99999", "", "１６０"])
def test_a_rate_that_is_none_is_refused(tmp_path, rate):
    with pytest.raises(SystemFault) as raised:
        speech_command("espeak-ng", "zh", {"rate": rate})
    assert raised.value.code == "adapter_unusable"


def test_a_machine_without_the_program_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    for fit in (espeak.fit, lambda f: folder.fit(f)):
        with pytest.raises(SystemFault) as raised:
            fit(fitting(tmp_path, write="wav") if fit is not espeak.fit else fitting(tmp_path))
        assert raised.value.code == "voice_missing"


def test_espeak_makes_sound_of_both_languages(tmp_path):
    needs("espeak-ng")
    voice = folder.fit(fitting(tmp_path, write="wav"))
    voice.say(TEXT, "zh")
    voice.say("Lay your identity card on the reader.", "en")
    files = sorted((tmp_path / "voice").glob("*.wav"))
    assert len(files) == 2
    for file in files:
        with wave.open(io.BytesIO(file.read_bytes())) as sound:
            assert sound.getnframes() > sound.getframerate()  # more than a second
            assert len(set(sound.readframes(sound.getnframes()))) > 100  # and not silence


def test_espeak_is_quiet_where_there_is_no_sound_device(tmp_path, capfd):
    needs("espeak-ng")
    voice = espeak.fit(fitting(tmp_path))
    assert voice.speaks
    voice.say(TEXT, "zh")
    voice.stop()
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")
    assert find_program().endswith("espeak-ng")


def test_the_folder_holds_what_was_said_in_order(tmp_path):
    voice = FolderVoice(tmp_path / "voice", StillClock())
    voice.say("一", "zh")
    voice.say(" ", "zh")
    voice.say("two", "en")
    voice.stop()
    files = sorted((tmp_path / "voice").iterdir())
    assert [file.read_text("utf-8") for file in files] == ["一", "two"]
    with pytest.raises(SystemFault):
        folder.fit(fitting(tmp_path, write="stone"))


def test_a_silent_voice_takes_everything(tmp_path):
    voice = silent.fit(fitting(tmp_path))
    voice.say(TEXT, "zh")
    voice.stop()
    assert not voice.speaks
    assert list(tmp_path.iterdir()) == []
