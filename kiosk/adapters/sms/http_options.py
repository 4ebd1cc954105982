"""What the gateways over HTTP have in common in ``[sms.options]``: the secret's place and time."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kiosk.ports import GatewayRefused, SystemFault

_ORDERED = r"[A-Za-z0-9_]+(?::[a-z_]+(?:,[a-z_]+)*)?"
_TEMPLATES = rf"^(\s*[a-z_]+(\.[a-z_]+)*={_ORDERED}\s*(\s|$))*$"


class HttpOptions(BaseModel):
    """Common options; a secret stands in a file or in a variable of the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    secret_file: Path | None = None
    secret_env: str = Field(default="", pattern=r"^([A-Z][A-Z0-9_]*)?$")
    timeout_seconds: float = Field(default=10, gt=0, le=60)
    ca_file: Path | None = None

    @model_validator(mode="after")
    def _has_one_secret(self) -> "HttpOptions":
        if (self.secret_file is None) == (not self.secret_env):
            raise ValueError("name either secret_file or secret_env")
        return self

    def secret(self) -> str:
        """The secret as it stands there now. Raises SystemFault ``secret_unreadable``."""
        place = self.secret_env or str(self.secret_file)
        try:
            if self.secret_env:
                read = os.environ.get(self.secret_env, "")
            else:
                read = Path(place).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            read = ""
        if not read.strip():
            raise SystemFault("secret_unreadable", place) from None
        return read.strip()


class TemplateOptions(HttpOptions):
    """A vendor that sends its own templates alone.

    ``sign_name`` is the signature without brackets. ``templates`` gives the vendor's id for
    each of our texts, ``text=id`` with blanks between them; ``text=id:code,minutes`` says
    which parameters it takes, in which order.
    """

    sign_name: str = Field(min_length=2, max_length=32)
    templates: str = Field(default="", pattern=_TEMPLATES)

    def template(self, given: str, own: re.Pattern[str]) -> "Template":
        """The vendor's template for ours; ``own`` is how the vendor's ids look.

        Raises GatewayRefused ``template_unknown``: the operator mends the settings.
        """
        named = dict(pair.split("=", 1) for pair in self.templates.split())
        written, _, order = named.get(given, given).partition(":")
        if not own.fullmatch(written):
            raise GatewayRefused("template_unknown")
        return Template(written, tuple(order.split(",")) if order else None)


@dataclass(frozen=True, slots=True)
class Template:
    """A vendor's template; ``order`` None: nobody said which parameters it takes."""

    id: str
    order: tuple[str, ...] | None

    def ordered(self, params: Mapping[str, str]) -> dict[str, str]:
        """The values it takes, in its order. Raises GatewayRefused ``template_unknown``."""
        if self.order is None:
            return dict(params)
        if missing := [name for name in self.order if name not in params]:
            raise GatewayRefused(f"template_asks_{missing[0]}")
        return {name: params[name] for name in self.order}
