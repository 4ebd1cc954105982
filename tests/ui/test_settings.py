"""The settings of screen, sitting, voice and reader: their defaults, bounds and the words for a slip."""

from pathlib import Path

import pytest

from kiosk.settings import LEAST_CONTRAST, Settings, SettingsError, contrast, load_settings


def loaded(folder: Path, text: str) -> Settings:
    file = folder / "kiosk.toml"
    file.write_text(text, "utf-8")
    return load_settings({"KIOSK_CONFIG": str(file), "KIOSK_DATA": str(folder / "data")})


def test_without_a_file_the_screen_is_whole_and_the_voice_is_espeak(tmp_path):
    settings = loaded(tmp_path, "")
    assert (settings.screen.width, settings.screen.height) == (0, 0)
    assert settings.screen.mm_per_px == 0
    assert (settings.sitting.idle_seconds, settings.sitting.countdown_seconds) == (60, 30)
    assert settings.voice.kind == "espeak"
    assert not settings.voice.headset
    assert settings.reader.poll_ms == 200


def test_an_operator_sets_screen_sitting_voice_and_reader(tmp_path):
    settings = loaded(
        tmp_path,
        "[screen]\nmm_per_px = 0.31\nreduced_motion = true\n"
        "[sitting]\nidle_seconds = 90\n"
        '[voice]\nkind = "silent"\nheadset = true\n'
        "[reader]\npoll_ms = 500\n",
    )
    assert settings.screen.mm_per_px == 0.31
    assert settings.screen.reduced_motion
    assert settings.sitting.idle_seconds == 90
    assert settings.voice.kind == "silent"
    assert settings.voice.headset
    assert settings.reader.poll_ms == 500


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[screen]\nmm_per_px = -1", "screen.mm_per_px"),
        ("[screen]\nmm_per_px = nan", "screen.mm_per_px"),
        ("[sitting]\nidle_seconds = 0", "sitting.idle_seconds"),
        ("[sitting]\ncountdown_seconds = 100000", "sitting.countdown_seconds"),
        ("[reader]\npoll_ms = 0", "reader.poll_ms"),
        ("[voice]\nheadsets = true", "did you mean headset"),
        ("[reader]\npol_ms = 100", "did you mean poll_ms"),
        ("[branch]\npatience_seconds = 0", "branch.patience_seconds"),
        ("[branch]\nseal = true", "did you mean seals"),
        ("[branch]\nseals = true", "branch.seals needs register.url"),
        ('[register]\nurl = "sqlite:///a"\n[branch]\nseals = true', "PostgreSQL register"),
    ],
)
def test_a_slip_is_named_with_its_key(tmp_path, text, said):
    with pytest.raises(SettingsError, match=said):
        loaded(tmp_path, text)


def test_a_branch_seals_for_a_register_on_a_server(tmp_path):
    settings = loaded(
        tmp_path,
        '[register]\nurl = "postgresql+psycopg://kiosk@register.example/zhaoban"\n'
        "[branch]\nseals = true\npatience_seconds = 3\nagain_seconds = 30\n",
    )
    assert settings.branch.seals
    assert (settings.branch.patience_seconds, settings.branch.again_seconds) == (3, 30)
    assert settings.branch_url.endswith("branch.sqlite")
    assert not loaded(tmp_path, "").branch.seals


def test_a_house_has_its_own_mark_and_a_colour_that_can_be_read(tmp_path):
    branding = loaded(tmp_path, '[branding]\nmark = "银"\naccent = "#7A1F2B"\n').branding

    assert branding.mark == "银"
    assert contrast(branding.accent, "#FFFFFF") >= LEAST_CONTRAST
    assert contrast(branding.accent, branding.soft_accent) >= LEAST_CONTRAST


def test_contrast_is_that_of_the_guideline():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('accent = "#C0392B"', "take a darker colour"),
        ('accent = "red"', "branding.accent cannot be 'red'"),
        ('mark = "银行"', "branding.mark"),
    ],
)
def test_a_look_that_cannot_be_used_is_refused_with_words(tmp_path, line, told):
    with pytest.raises(SettingsError, match=told):
        loaded(tmp_path, f"[branding]\n{line}\n")


def test_a_folder_of_procedures_begins_at_the_settings_file_and_must_be_there(tmp_path):
    (tmp_path / "own").mkdir()

    assert loaded(tmp_path, '[procedures]\nfolder = "own"\n').procedures_dir == tmp_path / "own"
    assert loaded(tmp_path, "").procedures_dir is None
    with pytest.raises(SettingsError, match="there is no folder"):
        loaded(tmp_path, '[procedures]\nfolder = "elsewhere"\n')
