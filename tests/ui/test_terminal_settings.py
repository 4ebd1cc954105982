"""What the installer asked: terminal.toml beside the settings file, and the files systemd hands over."""

from pathlib import Path

import pytest

from kiosk.assembly import assemble
from kiosk.settings import Settings, SettingsError, load_settings


def loaded(folder: Path, settings: str, terminal: str | None = None, **more: str) -> Settings:
    file = folder / "kiosk.toml"
    file.write_text(settings, "utf-8")
    if terminal is not None:
        (folder / "terminal.toml").write_text(terminal, "utf-8")
    return load_settings(
        {"KIOSK_CONFIG": str(file), "KIOSK_DATA": str(folder / "data")} | dict(more)
    )


def test_what_the_installer_asked_goes_before_the_settings_file(tmp_path):
    settings = loaded(
        tmp_path,
        '[terminal]\nid = "K01"\n[register]\nurl = "sqlite:///old"\n',
        '[terminal]\nid = "B07"\nhall = "示例大厅"\n[register]\nurl = ""\n',
    )

    assert (settings.terminal.id, settings.terminal.hall) == ("B07", "示例大厅")
    assert settings.register_url == f"sqlite:///{tmp_path / 'data' / 'register.sqlite'}"


def test_its_sections_count_whole_and_others_stand_as_they_were(tmp_path):
    settings = loaded(
        tmp_path,
        '[terminal]\nhall = "另一个大厅"\n[sms]\nkind = "log"\n',
        '[terminal]\nid = "B07"\n',
    )

    assert settings.terminal.hall == ""
    assert settings.sms.kind == "log"


def test_without_it_the_settings_file_stands_alone(tmp_path):
    assert loaded(tmp_path, '[terminal]\nid = "A9"\n').terminal.id == "A9"


def test_no_file_of_that_name_elsewhere_is_read(tmp_path, monkeypatch):
    (tmp_path / "terminal.toml").write_text('[terminal]\nid = "X99"\n', "utf-8")
    monkeypatch.chdir(tmp_path)

    assert load_settings({"KIOSK_DATA": str(tmp_path)}).terminal.id == "K01"


@pytest.mark.parametrize(
    ("terminal", "said"),
    [
        ("[terminal", r"terminal\.toml: not TOML"),
        ('[terminal]\nid = "k 1"\n', r"terminal\.id cannot be"),
        ('[terminal]\nname = "K02"\n', r"no setting terminal\.name"),
        ("[terminal]\nhall = '" + "长" * 41 + "'\n", r"terminal\.hall"),
    ],
)
def test_a_slip_in_it_is_said_with_its_place(tmp_path, terminal, said):
    with pytest.raises(SettingsError, match=said):
        loaded(tmp_path, "", terminal)


def test_the_hall_it_names_is_what_the_terminal_says(tmp_path):
    with assemble(loaded(tmp_path, "", '[terminal]\nid = "B07"\nhall = "示例大厅"\n')) as services:
        assert services.house.profile.hall == "示例大厅"
        assert services.house.terminal == "B07"


def test_a_credential_stands_where_systemd_put_it(tmp_path):
    text = (
        '[signer]\npin_file = "$CREDENTIALS_DIRECTORY/kiosk_pin"\n'
        '[sms]\nkind = "smpp"\noptions = { password_file = "$CREDENTIALS_DIRECTORY/kiosk_smpp" }\n'
    )

    settings = loaded(tmp_path, text, CREDENTIALS_DIRECTORY="/run/credentials/kiosk.service")

    assert settings.signer.pin_file == "/run/credentials/kiosk.service/kiosk_pin"
    assert settings.sms.options["password_file"] == "/run/credentials/kiosk.service/kiosk_smpp"


def test_a_credential_that_nobody_gave_is_named_not_guessed(tmp_path):
    with pytest.raises(SettingsError, match="kiosk_pin: no credentials were given to this run"):
        loaded(tmp_path, '[signer]\npin_file = "$CREDENTIALS_DIRECTORY/kiosk_pin"\n')
