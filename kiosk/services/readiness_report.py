"""The self-test on paper and in the data folder: what was found, when, and what to do."""

import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TypedDict, cast

from kiosk.catalogue.readiness import ReportWords, Words
from kiosk.domain.licence import PaperContent
from kiosk.domain.states import DocumentKind
from kiosk.ports import SystemFault
from kiosk.services.house import LAW_TIME, House
from kiosk.services.ready import Check, is_ready

_FILE = "last.json"


class Kept(TypedDict):
    """The result of a self-test as it lies in the data folder; ``at`` is ISO 8601."""

    at: str
    ready: bool
    checks: list[dict[str, str | bool]]


def rows_of(checks: Sequence[Check], language: str) -> list[dict[str, str | bool]]:
    """Every finding as ``doctor --json`` tells it, in one language."""
    return [
        {
            "check": check.name,
            "state": check.state,
            "needed": check.needed,
            "code": check.code,
            "title": check.title[language],
            "message": check.message[language],
            "advice": check.advice.get(language, ""),
        }
        for check in checks
    ]


def keep_result(folder: Path, at: datetime, checks: tuple[Check, ...], language: str) -> Path:
    """Write ``last.json``, whole or not at all. Raises SystemFault ``data_folder_unusable``."""
    result: Kept = {
        "at": at.isoformat(),
        "ready": is_ready(checks),
        "checks": rows_of(checks, language),
    }
    place = folder / _FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = place.with_suffix(".writing")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(result, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    except OSError as error:
        raise SystemFault("data_folder_unusable", f"{folder}: {error.strerror}") from error
    return place


def last_result(folder: Path) -> Kept | None:
    """What ``keep_result`` wrote last; None when nothing readable is there."""
    try:
        found = json.loads((folder / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(found, dict) and found.keys() == Kept.__annotations__.keys()
    return cast("Kept", found) if whole else None


def readiness_report(
    house: House, words: ReportWords, checks: tuple[Check, ...], language: str
) -> bytes:
    """The PDF of all findings, those that need a hand first with what to do; signed by nobody.

    Raises SystemFault ``glyph_missing`` for a character that no font has.
    """
    zh = language == "zh"
    colon, gap = ("：", "") if zh else (": ", " ")
    now = house.clock.now()

    def say(text: Words) -> str:
        return text.zh if zh else text.en

    open_ones = [check for check in checks if check.state != "ok"]
    advice = tuple(
        f"{number}. {check.title[language]}{colon}{check.message[language]}"
        f"{gap}{check.advice.get(language, '')}"
        for number, check in enumerate(open_ones, 1)
    )
    verdict = words.ready if is_ready(checks) else words.not_ready
    content = PaperContent(
        kind=DocumentKind.RECEIPT,
        title=say(words.title),
        number=house.terminal,
        addressee="",
        paragraphs=(say(verdict), *advice),
        rows=(
            (say(words.terminal), house.terminal),
            (say(words.at), f"{now.astimezone(LAW_TIME):%Y-%m-%d %H:%M}"),
        ),
        tables=(
            (
                say(words.findings),
                (
                    say(words.part),
                    say(words.state),
                    say(words.found),
                ),
                tuple(
                    (
                        check.title[language],
                        say(words.states[check.state]),
                        check.message[language],
                    )
                    for check in checks
                ),
            ),
        ),
        sealed=False,
        issued_at=now,
        specimen=not house.provisioned,
    )
    return house.renderer.paper(content).pdf
