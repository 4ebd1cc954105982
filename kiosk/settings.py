"""One frozen Settings from kiosk.toml and the environment; unknown keys are refused."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


class SettingsError(Exception):
    """The settings file cannot be used; the message names the file and the key."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Terminal(_Section):
    """This kiosk: its id goes into application numbers and the trail.

    ``hall`` is the name of the hall it stands in; empty: the authority's own.
    """

    id: str = Field(default="K01", pattern=r"^[A-Z0-9]{2,6}$")
    hall: str = Field(default="", max_length=40)


LEAST_CONTRAST = 7.0
"""Of letters on their ground (WCAG 2.1, 1.4.6)."""

_GROUNDS = ("#FFFFFF", "#F7F5F0")
"""What stands behind words in the accent's colour, besides its own soft shade."""


class BrandingSettings(_Section):
    """The house's own look: a character for the mark, and the colour of what can be touched.

    Empty ones leave the product's own. An accent on which letters would be hard to read is refused;
    the contrasts that a citizen switches on keep their own colours.
    """

    mark: str = Field(default="", max_length=1)
    accent: str = Field(default="", pattern=r"^(#[0-9A-Fa-f]{6})?$")

    @property
    def soft_accent(self) -> str:
        """The accent's shade for grounds: a tenth of it on white."""
        if not self.accent:
            return ""
        return "#" + "".join(f"{round(255 - (255 - part) / 10):02X}" for part in _rgb(self.accent))

    @field_validator("accent")
    @classmethod
    def _is_readable(cls, accent: str) -> str:
        soft = cls.model_construct(accent=accent).soft_accent
        for ground in (*_GROUNDS, soft) if accent else ():
            if (ratio := contrast(accent, ground)) < LEAST_CONTRAST:
                raise ValueError(
                    f"branding.accent {accent} on {ground} has a contrast of {ratio:.1f} : 1 and needs "
                    f"{LEAST_CONTRAST:.0f} : 1; take a darker colour"
                )
        return accent


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.1)."""

    def light(colour: str) -> float:
        parts = (part / 255 for part in _rgb(colour))
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


class ProcedureSettings(_Section):
    """What is offered here: the stock procedures, and those of a folder of the operator's.

    ``offered`` are the tiles of the first page in their order, the first of them the great one;
    empty: all there are. ``folder`` holds one folder for each further procedure; a relative one
    begins at the settings file.
    """

    offered: tuple[str, ...] = ()
    folder: str = ""


class RegisterSettings(_Section):
    """Where the register is; empty means a SQLite file in the data folder."""

    url: str = ""


class BranchSettings(_Section):
    """A terminal whose register is far away, such as a bank's: whether it seals what it receives.

    With ``seals`` every application is first written into a SQLite file of the data folder and
    forwarded from there, so that citizens are served while the register cannot be reached. A
    register that says nothing for ``patience_seconds`` cannot be reached, and is asked again
    after ``again_seconds``.
    """

    seals: bool = False
    patience_seconds: int = Field(default=5, ge=2, le=60)
    again_seconds: float = Field(default=15, ge=0.1, le=600, allow_inf_nan=False)


class SignerSettings(_Section):
    """Where the signing keys are: in files, or in a PKCS#11 token."""

    kind: Literal["software", "pkcs11"] = "software"
    module: str = ""  # path of the PKCS#11 library
    token: str = ""  # token label
    pin_file: str = ""
    timestamp_url: str = ""  # RFC 3161 authority; empty: PAdES B-B


class ByName(_Section):
    """An adapter chosen by name: a built-in one or one installed through its entry point."""

    kind: str = ""
    options: Mapping[str, str] = Field(default_factory=dict)


class DocumentSettings(_Section):
    """Offsets for printing values on the authority's pre-printed sheets, in millimetres."""

    overlay_x_mm: float = Field(default=0.0, ge=-50, le=50, allow_inf_nan=False)
    overlay_y_mm: float = Field(default=0.0, ge=-50, le=50, allow_inf_nan=False)


class TrailSettings(_Section):
    """Where the nightly self-test writes the trail's heads; empty: the data folder."""

    heads_dir: str = ""


class ScreenSettings(_Section):
    """The panel: millimetres of glass in a pixel, and the picture's size where it is a window.

    ``mm_per_px`` 0 asks the display; ``width`` and ``height`` 0 take the whole screen.
    """

    mm_per_px: float = Field(default=0.0, ge=0, le=2, allow_inf_nan=False)
    width: int = Field(default=0, ge=0, le=16384)
    height: int = Field(default=0, ge=0, le=16384)
    reduced_motion: bool = False


class SittingSettings(_Section):
    """After how many quiet seconds the citizen is warned, and how many more until the wipe.

    Waiting for a card or a message counts as absence only after ``waiting_seconds``.
    """

    idle_seconds: int = Field(default=60, ge=10, le=3600)
    countdown_seconds: int = Field(default=30, ge=5, le=600)
    waiting_seconds: int = Field(default=120, ge=10, le=3600)


class VoiceSettings(ByName):
    """Who reads pages out; personal values only where a headset is plugged in."""

    kind: str = "espeak"
    headset: bool = False


class ReaderSettings(_Section):
    """How often the card reader is asked whether a card lies there, in milliseconds."""

    poll_ms: int = Field(default=200, ge=50, le=5000)


class ScannerSettings(_Section):
    """What scans QR codes on the page that checks licences.

    ``keyboard-wedge`` types what it reads as a keyboard does, ended by Enter or Tab, as nearly
    every scanner can be set to; with ``none`` a code is typed.
    """

    kind: Literal["keyboard-wedge", "none"] = "keyboard-wedge"


class VerifySettings(_Section):
    """Where the status of a licence is asked; empty: this install's own register.

    ``site`` is a verify site as ``kiosk verify-site`` makes it, a folder or an https address;
    ``root`` the SHA-256 (hex) of the root whose trust list it carries, empty: only the keys
    that this install knows are believed.
    """

    site: str = ""
    root: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")


class Settings(_Section):
    """Everything an operator may set. Secrets stand in files or the environment, never here."""

    terminal: Terminal = Terminal()
    branding: BrandingSettings = BrandingSettings()
    procedures: ProcedureSettings = ProcedureSettings()
    register_: RegisterSettings = Field(default=RegisterSettings(), alias="register")
    branch: BranchSettings = BranchSettings()
    signer: SignerSettings = SignerSettings()
    sms: ByName = ByName(kind="folder")
    card_reader: ByName = ByName(kind="emulated")
    printer: ByName = ByName(kind="folder")
    holder_check: ByName = ByName()
    photo_decoder: ByName = ByName()
    screen: ScreenSettings = ScreenSettings()
    sitting: SittingSettings = SittingSettings()
    voice: VoiceSettings = VoiceSettings()
    reader: ReaderSettings = ReaderSettings()
    scanner: ScannerSettings = ScannerSettings()
    document: DocumentSettings = DocumentSettings()
    trail: TrailSettings = TrailSettings()
    verify: VerifySettings = VerifySettings()
    language: Literal["zh", "en"] = "zh"
    data_dir: str = ""

    @property
    def data(self) -> Path:
        """The data folder."""
        return Path(self.data_dir)

    @property
    def procedures_dir(self) -> Path | None:
        """The folder of the operator's own procedures, None where there is none."""
        return Path(self.procedures.folder) if self.procedures.folder else None

    @property
    def register_url(self) -> str:
        """The register's SQLAlchemy address."""
        return self.register_.url or f"sqlite:///{self.data / 'register.sqlite'}"

    @property
    def branch_url(self) -> str:
        """The SQLAlchemy address of what a branch keeps itself."""
        return f"sqlite:///{self.data / 'branch.sqlite'}"

    @model_validator(mode="after")
    def _seals_for_a_server(self) -> "Settings":
        if self.branch.seals and not self.register_.url.startswith("postgresql"):
            raise ValueError("branch.seals needs register.url to name a PostgreSQL register")
        return self


def resources_dir() -> Path:
    """The folder of fonts and reference data, in a checkout or inside the installed package."""
    return _shipped("resources")


def forms_dir() -> Path:
    """The folder of the procedures, in a checkout or inside the installed package."""
    return _shipped("forms")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _CHECKOUT / name


def _default_data_dir(environment: Mapping[str, str]) -> str:
    if (_CHECKOUT / "pyproject.toml").is_file():
        return str(_CHECKOUT / "var")
    base = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(base) / "zhaoban")


CREDENTIALS = "$CREDENTIALS_DIRECTORY/"
"""A value that begins so is a file among those that systemd gives a unit (systemd.exec(5))."""

OF_TERMINAL = "terminal.toml"
"""Beside the settings file: what the installer asked; its sections go before the file's."""


def _read(file: str) -> dict[str, object]:
    """The keys of one settings file. Raises SettingsError."""
    try:
        return tomllib.loads(Path(file).read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{file}: not UTF-8; please save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: not TOML: {error}") from None


def _given(value: object, env: Mapping[str, str], file: str) -> object:
    """The value with its credentials' folder put in. Raises SettingsError where none was given."""
    if isinstance(value, dict):
        return {key: _given(inner, env, file) for key, inner in value.items()}
    if not isinstance(value, str) or not value.startswith(CREDENTIALS):
        return value
    folder = env.get("CREDENTIALS_DIRECTORY", "")
    if not folder:
        raise SettingsError(f"{file}: {value}: no credentials were given to this run")
    return str(Path(folder) / value.removeprefix(CREDENTIALS))


def _place_folder(values: dict[str, object], file: str) -> None:
    """Let a relative folder of procedures begin at the settings file. Raises SettingsError."""
    section = values.get("procedures")
    if not isinstance(section, dict) or not isinstance(section.get("folder"), str):
        return
    if section["folder"]:
        folder = Path(file).resolve().parent / section["folder"]
        if not folder.is_dir():
            raise SettingsError(f"{file}: procedures.folder: there is no folder {folder}")
        values["procedures"] = {**section, "folder": str(folder)}


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read ``KIOSK_CONFIG`` (if set) and ``KIOSK_DATA``. Raises SettingsError with the place."""
    env = os.environ if environment is None else environment
    values: dict[str, object] = {}
    file = env.get("KIOSK_CONFIG", "")
    if file:
        values = _read(file)
        own = Path(file).with_name(OF_TERMINAL)
        if own.is_file() and own != Path(file):
            values |= _read(str(own))
    values = {key: _given(value, env, file) for key, value in values.items()}
    _place_folder(values, file)
    if data := env.get("KIOSK_DATA"):
        values["data_dir"] = data
    elif not values.get("data_dir"):
        values["data_dir"] = _default_data_dir(env)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"{file or 'settings'}: {_words(first)}") from None


def _words(error: "ErrorDetails") -> str:
    """What is wrong with one setting and what would be right."""
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        known = _known(error["loc"][:-1])
        near = difflib.get_close_matches(str(error["loc"][-1]), known, n=1)
        hint = f"did you mean {near[0]}?" if near else "known here: " + ", ".join(known)
        return f"there is no setting {key}; {hint}"
    if error["type"] == "value_error":  # one of our own, which names the settings itself
        return error["msg"].removeprefix("Value error, ")
    said = error["msg"][:1].lower() + error["msg"][1:]
    if error["type"] in {"string_pattern_mismatch", "literal_error"}:  # these hold no secret
        return f"{key} cannot be {str(error['input'])[:40]!r}: {said}"
    return f"{key}: {said}"


def _known(path: tuple[int | str, ...]) -> list[str]:
    """The settings of a section, by the names a file uses."""
    model: type[BaseModel] = Settings
    for part in path:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        inner = fields[str(part)].annotation if str(part) in fields else None
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        model = inner
    return sorted(field.alias or name for name, field in model.model_fields.items())
