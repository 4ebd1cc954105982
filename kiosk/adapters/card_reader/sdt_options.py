"""What every SDT reader may be told in ``[card_reader.options]``, whatever line it is on."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.adapters.card_reader.sdt_reader import Patience
from kiosk.ports import Fitting, SystemFault


class SdtOptions(BaseModel):
    """How long the reader may take for each answer, in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    find_seconds: float = Field(default=0.8, gt=0, le=5)
    read_seconds: float = Field(default=2.5, gt=0, le=10)

    @property
    def patience(self) -> Patience:
        """How long the reader may take."""
        return Patience(find=self.find_seconds, read=self.read_seconds)


_Options = TypeVar("_Options", bound=SdtOptions)


def read_options(model: type[_Options], fitting: Fitting) -> _Options:
    """The options of an install. Raises SystemFault ``adapter_unusable`` with the place."""
    try:
        return model.model_validate(dict(fitting.options))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SystemFault(
            "adapter_unusable", f"card_reader.options.{place}: {first['msg']}"
        ) from None
