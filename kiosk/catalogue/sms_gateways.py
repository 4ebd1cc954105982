"""What the codes of gateways over HTTP mean, and how often they are asked for receipts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from kiosk.catalogue.source import Strict, load_model

_Reason = Annotated[str, Field(pattern=r"^[a-z_]+$")]
_Codes = dict[_Reason, Annotated[tuple[str, ...], Field(min_length=1)]]
_FOREIGN = re.compile(r"[^A-Za-z0-9._-]")
_LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a gateway did not take a message; ``permanent``: it never will."""

    reason: str
    permanent: bool = False


@dataclass(frozen=True, slots=True)
class AskPolicy:
    """A message is asked for after ``first_seconds``, then after a share of its age."""

    first_seconds: float
    share_of_age: float
    most: int


@dataclass(frozen=True, slots=True)
class GatewayPolicy:
    """The codes of one gateway; those with ``*`` are beginnings."""

    ask: AskPolicy
    codes: Mapping[str, Verdict] = field(repr=False)

    def verdict(self, code: str) -> Verdict:
        """What a code means; an unknown one may pass and is told as it is, letters alone."""
        if code in self.codes:
            return self.codes[code]
        beginnings = [key for key in self.codes if key[-1] == "*" and code.startswith(key[:-1])]
        if beginnings:
            return self.codes[max(beginnings, key=len)]
        return Verdict(f"carrier_{_FOREIGN.sub('', code)[:_LONGEST_CODE] or 'unclear'}")


class _Ask(Strict):
    first_seconds: Annotated[float, Field(gt=0, le=3600)]
    share_of_age: Annotated[float, Field(gt=0, le=1)]
    most: Annotated[int, Field(ge=1, le=100)]


class _Gateway(Strict):
    source: str
    permanent: _Codes
    passing: _Codes

    @model_validator(mode="after")
    def _says_each_code_once(self) -> "_Gateway":
        said = [
            code
            for part in (self.permanent, self.passing)
            for codes in part.values()
            for code in codes
        ]
        if twice := sorted({code for code in said if said.count(code) > 1}):
            raise ValueError(f"{twice[0]} stands there twice")
        return self


class _GatewaysFile(Strict):
    version: str
    unconfirmed: bool = False
    ask: _Ask
    gateways: dict[str, _Gateway]


def load_gateway_policy(reference: Path, name: str) -> GatewayPolicy:
    """The codes of one gateway in ``sms_gateways.yaml``.

    Raises CatalogueError with file and line, KeyError for a gateway that does not stand there.
    """
    raw = load_model(reference / "sms_gateways.yaml", _GatewaysFile)
    gateway = raw.gateways[name]
    codes = {
        code: Verdict(reason, permanent=part is gateway.permanent)
        for part in (gateway.permanent, gateway.passing)
        for reason, written in part.items()
        for code in written
    }
    return GatewayPolicy(
        AskPolicy(raw.ask.first_seconds, raw.ask.share_of_age, raw.ask.most), codes
    )
