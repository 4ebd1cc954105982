"""SoftHSM2 tokens in folders of their own, for tests of keys that never leave them."""

import os
import subprocess
from pathlib import Path

from kiosk.adapters.signer.token import TokenSettings, read_pin

PIN = "24680135"


def new_token(folder: Path) -> tuple[TokenSettings, Path]:
    """An empty token, and the configuration that ``SOFTHSM2_CONF`` must name to find it."""
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    command = ["softhsm2-util", "--init-token", "--free", "--label", "kiosk", "--pin", PIN]
    subprocess.run(
        [*command, "--so-pin", "97531086"], check=True, capture_output=True,
        env={**os.environ, "SOFTHSM2_CONF": str(configuration)},
    )  # fmt: skip
    (folder / "pin").write_text(PIN + "\n")
    library = next(Path("/usr/lib").glob("**/softhsm/libsofthsm2.so"))
    return TokenSettings(library, "kiosk", read_pin(folder / "pin")), configuration
