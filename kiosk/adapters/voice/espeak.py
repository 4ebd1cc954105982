"""A voice by espeak-ng, a program of its own that is killed when it shall be quiet."""

import contextlib
import subprocess
import threading
from collections.abc import Sequence

from kiosk.adapters.voice.speech import find_program, speech_command
from kiosk.ports import Fitting


class EspeakVoice:
    """Reads aloud through the machine's sound; where there is none it is silent, without noise.

    The text goes in by standard input, so that no list of processes shows it.
    """

    speaks = True

    def __init__(self, commands: dict[str, Sequence[str]]) -> None:
        """``commands`` by language read their standard input out."""
        self._commands = commands
        self._lock = threading.Lock()
        self._reading: subprocess.Popen[bytes] | None = None

    def say(self, text: str, language: str) -> None:
        """Begin to read; returns at once."""
        with self._lock:
            self._end()
            if not text.strip():
                return
            try:
                self._reading = subprocess.Popen(  # noqa: S603  # our own words alone
                    self._commands.get(language, self._commands["zh"]),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                return  # the program went away meanwhile; doctor says so
            threading.Thread(
                target=_feed, args=(self._reading, text), daemon=True, name="voice"
            ).start()

    def stop(self) -> None:
        """Break off; the program has ended when this returns."""
        with self._lock:
            self._end()

    @property
    def is_reading(self) -> bool:
        """Whether something is being read."""
        with self._lock:
            return self._reading is not None and self._reading.poll() is None

    def _end(self) -> None:
        if self._reading is not None:
            self._reading.kill()
            self._reading.wait()
            self._reading = None


def _feed(program: subprocess.Popen[bytes], text: str) -> None:
    """Hand over the text and wait for the end, so that no dead program is left lying about."""
    assert program.stdin is not None
    with contextlib.suppress(OSError):
        program.stdin.write(text.encode())
    with contextlib.suppress(OSError):
        program.stdin.close()
    program.wait()


def fit(fitting: Fitting) -> EspeakVoice:
    """The voice of an install. Raises SystemFault ``voice_missing`` where there is no espeak-ng."""
    program = find_program()
    return EspeakVoice({one: speech_command(program, one, fitting.options) for one in ("zh", "en")})
