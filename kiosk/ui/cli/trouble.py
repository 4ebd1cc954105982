"""What stopped a command, as a stable code, words that say what to do, and the place."""

import os
import traceback
from dataclasses import dataclass

from kiosk.catalogue.source import CatalogueError
from kiosk.ports import SystemFault
from kiosk.settings import SettingsError
from kiosk.ui.cli.words import fault_words


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing came of it; ``message`` holds no personal value."""

    code: str
    message: str
    place: str = ""


def trouble_of(error: Exception) -> Trouble:
    """Any error in words, one that nobody foresaw too."""
    match error:
        case SystemFault():
            return Trouble(error.code, fault_words(error))
        case CatalogueError():
            words = f"kiosk: a data file cannot be used: {error}"
            return Trouble("data_file_unusable", words, f"{error.file}:{error.line}")
        case SettingsError():
            return Trouble("settings_unusable", f"kiosk: the settings cannot be used: {error}")
        case OSError():
            place = str(error.filename or "output")
            fault = SystemFault("file_unusable", f"{place}: {error.strerror}")
            return Trouble(fault.code, fault_words(fault), place)
        case _:
            return _unforeseen(error)


def _unforeseen(error: Exception) -> Trouble:
    """Where it happened, without the error's own text, which may hold personal values."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119
    words = (
        f"kiosk: an unexpected fault ({type(error).__name__} at {place}). What was submitted is"
        " kept. Please report this line; `kiosk doctor` tells what is well."
    )
    return Trouble("unexpected", words, place)
