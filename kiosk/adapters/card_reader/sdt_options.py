"""What every SDT reader may be told in ``[card_reader.options]``, whatever line it is on."""

from pydantic import BaseModel, ConfigDict, Field

from kiosk.adapters.card_reader.sdt_reader import Patience


class SdtOptions(BaseModel):
    """How long the reader may take for each answer, in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    find_seconds: float = Field(default=0.8, gt=0, le=5)
    read_seconds: float = Field(default=2.5, gt=0, le=10)

    @property
    def patience(self) -> Patience:
        """How long the reader may take."""
        return Patience(find=self.find_seconds, read=self.read_seconds)
