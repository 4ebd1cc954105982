"""A voice that says nothing, for terminals without one."""

from kiosk.ports import Fitting


class SilentVoice:
    """Takes every text and keeps quiet."""

    speaks = False

    def say(self, text: str, language: str) -> None:
        """Say nothing."""

    def stop(self) -> None:
        """There is nothing to break off."""


def fit(_fitting: Fitting) -> SilentVoice:
    """The voice needs nothing of the install."""
    return SilentVoice()
