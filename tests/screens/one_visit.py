"""A process in which one citizen writes and leaves; it says what is left. Run as a module.

Prints one line of JSON: the text that was written, and the strings of the living objects in
which the typed letters or the written text still stand.
"""

import gc
import json
import os

import tests.screens.conftest  # noqa: F401  # Qt's surroundings, before Qt
from kiosk.ui.touch.messages import drop_qts_own
from tests.parts import has
from tests.screens.stage import Theatre
from tests.screens.writing import writer, zinnia

TYPED = "uyuohz"  # backwards, so that this source is no trace of it
CHOSEN = "纆鍪"


def left_of(secrets: list[str]) -> list[str]:
    """The living strings that hold a secret, the secrets themselves apart."""
    own = {id(secret) for secret in secrets}
    found = set()
    for holder in gc.get_objects():
        for held in gc.get_referents(holder):
            if isinstance(held, str) and id(held) not in own and len(held) < 10_000:
                found.update(held for secret in secrets if secret in held)
    return sorted(found)


def main() -> None:
    """Write, look, wipe, look again."""
    theatre = Theatre()
    drop_qts_own()
    person = writer(theatre, "portrait", zinnia() if has("zinnia") else None)
    person.go("name")
    person.type(*TYPED[::-1])
    typed = person.composer._code
    person.stage.tap("candidate_0")
    person.composer.clear()
    person.way("code")
    for character in CHOSEN:
        person.type(*f"{ord(character):X}")
        person.stage.tap("candidate_0")
    person.composer.choose("pinyin")
    person.type(*TYPED[::-1])
    written = person.text()
    during = bool(left_of([typed]))
    person.composer.wipe()
    field = person.stage.find("name_field")
    field.setProperty("text", "")
    person.stage.settle(200)
    shown = person.stage.find("keyboard").property("shown")
    del field
    gc.collect()
    print(
        json.dumps(
            {
                "written": written,
                "during": during,
                "after": left_of([typed, written]),
                "shown": shown,
                "typed": person.typed(),
                "candidates": person.composer.candidates,
            }
        ),
        flush=True,
    )


if __name__ == "__main__":
    main()
    os._exit(0)  # what is taken down, and in which order, is the stage's affair
