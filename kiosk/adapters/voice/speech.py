"""How espeak-ng is called: which voice for which language, text by standard input only."""

import shutil
from collections.abc import Mapping

from kiosk.ports import SystemFault

PROGRAM = "espeak-ng"
_VOICES = {"zh": "cmn", "en": "en-gb"}
_RATES = {"zh": "160", "en": "150"}  # words a minute: calm, for a hall that is not quiet
_SLOWEST, _FASTEST = 80, 450  # what espeak-ng takes


def find_program() -> str:
    """Where espeak-ng is. Raises SystemFault ``voice_missing``."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise SystemFault("voice_missing")
    return found


def speech_command(program: str, language: str, options: Mapping[str, str]) -> list[str]:
    """The command that reads standard input out; the text never stands among its arguments.

    ``options`` may set ``rate`` (words a minute). Raises SystemFault ``adapter_unusable`` for
    one that is no rate.
    """
    rate = options.get("rate", _RATES.get(language, _RATES["zh"]))
    if not (rate.isascii() and rate.isdecimal() and _SLOWEST <= int(rate) <= _FASTEST):
        raise SystemFault("adapter_unusable", "voice.options.rate")
    return [program, "-v", _VOICES.get(language, _VOICES["zh"]), "-s", rate, "-b", "1", "--stdin"]
