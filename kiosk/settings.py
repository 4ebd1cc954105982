"""One frozen Settings from kiosk.toml and the environment; unknown keys are refused."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


class SettingsError(Exception):
    """The settings file cannot be used; the message names the file and the key."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Terminal(_Section):
    """This kiosk: its id goes into application numbers and the trail."""

    id: str = Field(default="K01", pattern=r"^[A-Z0-9]{2,6}$")


class RegisterSettings(_Section):
    """Where the register is; empty means a SQLite file in the data folder."""

    url: str = ""


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


class Settings(_Section):
    """Everything an operator may set. Secrets stand in files or the environment, never here."""

    terminal: Terminal = Terminal()
    register_: RegisterSettings = Field(default=RegisterSettings(), alias="register")
    signer: SignerSettings = SignerSettings()
    sms: ByName = ByName(kind="folder")
    card_reader: ByName = ByName(kind="emulated")
    printer: ByName = ByName(kind="folder")
    holder_check: ByName = ByName()
    document: DocumentSettings = DocumentSettings()
    trail: TrailSettings = TrailSettings()
    language: Literal["zh", "en"] = "zh"
    data_dir: str = ""

    @property
    def data(self) -> Path:
        """The data folder."""
        return Path(self.data_dir)

    @property
    def register_url(self) -> str:
        """The register's SQLAlchemy address."""
        return self.register_.url or f"sqlite:///{self.data / 'register.sqlite'}"


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


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read ``KIOSK_CONFIG`` (if set) and ``KIOSK_DATA``. Raises SettingsError with the place."""
    env = os.environ if environment is None else environment
    values: dict[str, object] = {}
    file = env.get("KIOSK_CONFIG", "")
    if file:
        try:
            values = tomllib.loads(Path(file).read_text("utf-8"))
        except OSError as error:
            raise SettingsError(f"{file}: cannot be read ({error.strerror})") from None
        except UnicodeDecodeError:
            raise SettingsError(f"{file}: not UTF-8; please save it as UTF-8") from None
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{file}: not TOML: {error}") from None
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
