"""The settings of the SMPP gateway, read from ``[sms.options]``."""

import ssl
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk.adapters.sms.smpp_receipt import IdSpelling
from kiosk.ports import SystemFault


class SmppOptions(BaseModel):
    """Where the carrier is, who binds, and how messages are cut and paced.

    ``long`` says how a long text travels: in parts with a header (``udh``) or whole, in the
    optional parameter message_payload, for the carrier to cut (``payload``). ``window`` is
    how many parts may be without an answer, ``per_second`` the most parts a second (0: no
    limit), ``patience_seconds`` how long one message waits for a throttled or lost carrier.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str
    port: int = Field(default=2775, ge=1, le=65535)
    system_id: str = Field(max_length=15)
    password_file: Path
    system_type: str = Field(default="", max_length=12)
    sender: str = Field(default="", max_length=20)
    sender_ton: int = Field(default=0, ge=0, le=6)
    sender_npi: int = Field(default=0, ge=0, le=18)
    country: str = Field(default="86", pattern=r"^\d{0,3}$")
    long: Literal["udh", "payload"] = "udh"
    receipt_ids: IdSpelling = "same"
    window: int = Field(default=10, ge=1, le=255)
    per_second: float = Field(default=0, ge=0, le=10_000)
    timeout_seconds: float = Field(default=10, gt=0, le=120)
    enquire_seconds: float = Field(default=30, gt=0, le=600)
    patience_seconds: float = Field(default=20, ge=0, le=50)
    tls: Literal["no", "yes"] = "no"
    tls_ca_file: Path | None = None

    def tls_context(self) -> ssl.SSLContext | None:
        """Checks certificate and host name; None without TLS. Raises SystemFault."""
        if self.tls == "no":
            return None
        try:
            return ssl.create_default_context(cafile=self.tls_ca_file)
        except OSError as error:
            raise SystemFault("sms_tls_refused", type(error).__name__) from None


def read_secret(place: Path) -> str:
    """A secret from its file, without the line's end. Raises SystemFault ``secret_unreadable``."""
    try:
        return place.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SystemFault("secret_unreadable", str(place)) from None
