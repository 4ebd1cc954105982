"""A voice that speaks into a folder: what was said lies there as text or as sound."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from kiosk.adapters.voice.speech import find_program, speech_command
from kiosk.ports import Clock, Fitting, SystemFault


class FolderVoice:
    """Writes one file for each thing said, ``.txt``, or ``.wav`` by espeak-ng.

    For tests and demonstrations on an install that is not provisioned: a real terminal keeps
    nothing of what it said.
    """

    speaks = True

    def __init__(self, folder: Path, clock: Clock, program: str = "") -> None:
        """With ``program``, espeak-ng, it leaves sound, else text."""
        self._folder = folder
        self._clock = clock
        self._program = program
        self._said = 0

    def say(self, text: str, language: str) -> None:
        """Leave the file; there when this returns."""
        if not text.strip():
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._said += 1
        name = f"{self._clock.now():%Y%m%d-%H%M%S}-{self._said:04}-{language}"
        if not self._program:
            (self._folder / f"{name}.txt").write_text(text, "utf-8")
            return
        command = speech_command(self._program, language, {})
        subprocess.run(  # noqa: S603  # our own words alone
            [*command, "-w", str(self._folder / f"{name}.wav")],
            input=text.encode(),
            capture_output=True,
            check=False,
        )

    def stop(self) -> None:
        """What was said is said."""


def fit(fitting: Fitting) -> FolderVoice:
    """The voice of an install: ``voice/`` in its data folder; option ``write``: text or wav."""
    return FolderVoice(fitting.data / "voice", fitting.clock, _program(fitting.options))


def _program(options: Mapping[str, str]) -> str:
    kind = options.get("write", "text")
    if kind not in {"text", "wav"}:
        raise SystemFault("adapter_unusable", "voice.options.write")
    return find_program() if kind == "wav" else ""
