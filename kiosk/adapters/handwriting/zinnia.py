"""Handwriting by the zinnia library and a model of the 6,763 characters of GB 2312."""

import ctypes
from collections.abc import Sequence
from math import inf
from pathlib import Path
from threading import Lock

from kiosk.ports import Handwriting, Stroke

LIBRARIES = ("libzinnia.so.0", "libzinnia.so", "zinnia.dll")
MODELS = (Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model"),)
SIDE = 1000
"""The square, in points, onto which a character is laid."""
MARGIN = 0.15
"""Of the square, on each side; of 0 to 0.25 it recognises best, by measurement."""
FARTHEST, SMALLEST = 1e9, 1e-9
"""No screen has points so far out, and no writing is so small, whatever the unit."""
MOST_STROKES = 64
MOST_POINTS = 256
"""Of one stroke; a longer one is thinned."""
SURE = 0.3
"""From this score of the library on, no other order of strokes is tried."""
MOST_SWAPS = 10
SWAP_COST = 0.1
"""What another order takes off the score; by measurement."""

_Points = list[tuple[int, int]]


class ZinniaHandwriting:
    """Recognises one character; it keeps nothing of what was written."""

    def __init__(self, library: ctypes.CDLL, model: Path) -> None:
        """Open the model. Raises OSError when the library does not take it."""
        self._zinnia = library
        self._lock = Lock()
        self._recognizer = library.zinnia_recognizer_new()
        if not library.zinnia_recognizer_open(self._recognizer, bytes(model)):
            library.zinnia_recognizer_destroy(self._recognizer)
            self._recognizer = None
            raise OSError(f"{model} is no model of zinnia")

    def __del__(self) -> None:
        """Give the model back."""
        if self._recognizer:
            self._zinnia.zinnia_recognizer_destroy(self._recognizer)

    def recognise(self, strokes: Sequence[Stroke], most: int = 10) -> tuple[str, ...]:
        """The likeliest characters, the best first; none for no stroke.

        Where nothing is sure, neighbouring strokes are also tried in the other order: people
        and the model differ in it (女).
        """
        laid = lay(strokes)
        if not laid or most < 1:
            return ()
        with self._lock:
            scores = dict(self._classify(laid, most))
            if max(scores.values(), default=0.0) < SURE:
                for at in range(min(len(laid) - 1, MOST_SWAPS)):
                    swapped = [*laid[:at], laid[at + 1], laid[at], *laid[at + 2 :]]
                    for text, score in self._classify(swapped, most):
                        scores[text] = max(scores.get(text, -inf), score - SWAP_COST)
        return tuple(sorted(scores, key=lambda text: -scores[text])[:most])

    def _classify(self, laid: Sequence[_Points], most: int) -> list[tuple[str, float]]:
        """(character, score) of the likeliest, by the library."""
        zinnia = self._zinnia
        character = zinnia.zinnia_character_new()
        result = None
        try:
            zinnia.zinnia_character_set_width(character, SIDE)
            zinnia.zinnia_character_set_height(character, SIDE)
            for number, stroke in enumerate(laid):
                for x, y in stroke:
                    zinnia.zinnia_character_add(character, number, x, y)
            result = zinnia.zinnia_recognizer_classify(self._recognizer, character, most)
            size = zinnia.zinnia_result_size(result) if result else 0
            return [
                (
                    zinnia.zinnia_result_value(result, n).decode("utf-8"),
                    zinnia.zinnia_result_score(result, n),
                )
                for n in range(size)
            ]
        finally:
            if result:
                zinnia.zinnia_result_destroy(result)
            zinnia.zinnia_character_destroy(character)


def lay(strokes: Sequence[Stroke]) -> list[_Points]:
    """The strokes in the middle of the square, as large as its margin lets them be.

    Their proportions stay. Empty strokes are dropped; points that are no numbers make it empty.
    """
    written = [stroke for stroke in strokes if stroke][:MOST_STROKES]
    if not written or not all(abs(v) < FARTHEST for s in written for point in s for v in point):
        return []
    left, right = _ends([x for stroke in written for x, _ in stroke])
    top, bottom = _ends([y for stroke in written for _, y in stroke])
    longer = max(right - left, bottom - top)
    factor = SIDE * (1 - 2 * MARGIN) / longer if longer > SMALLEST else 0.0
    indent = (SIDE - (right - left) * factor) / 2
    drop = (SIDE - (bottom - top) * factor) / 2
    return [
        [(round((x - left) * factor + indent), round((y - top) * factor + drop)) for x, y in points]
        for points in map(_thinned, written)
    ]


def _ends(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)


def _thinned(stroke: Stroke) -> Stroke:
    if len(stroke) <= MOST_POINTS:
        return stroke
    step = (len(stroke) - 1) / (MOST_POINTS - 1)
    return [stroke[round(n * step)] for n in range(MOST_POINTS)]


def open_handwriting(
    libraries: Sequence[str] = LIBRARIES, models: Sequence[Path] = MODELS
) -> Handwriting | None:
    """The recogniser, None where the library or the model is absent or does not fit."""
    model = next((path for path in models if path.is_file()), None)
    if model is None:
        return None
    for name in libraries:
        try:
            library = _declared(ctypes.CDLL(name))
            return ZinniaHandwriting(library, model)
        except (OSError, AttributeError):
            continue
    return None


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    """The library with the types of the functions used here (zinnia.h 0.06)."""
    pointer, size, text = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p
    signatures = {
        "zinnia_recognizer_new": (pointer, []),
        "zinnia_recognizer_open": (ctypes.c_int, [pointer, text]),
        "zinnia_recognizer_classify": (pointer, [pointer, pointer, size]),
        "zinnia_recognizer_destroy": (None, [pointer]),
        "zinnia_character_new": (pointer, []),
        "zinnia_character_set_width": (None, [pointer, size]),
        "zinnia_character_set_height": (None, [pointer, size]),
        "zinnia_character_add": (
            ctypes.c_int,
            [pointer, size, ctypes.c_int, ctypes.c_int],
        ),
        "zinnia_character_destroy": (None, [pointer]),
        "zinnia_result_size": (size, [pointer]),
        "zinnia_result_value": (text, [pointer, size]),
        "zinnia_result_score": (ctypes.c_float, [pointer, size]),
        "zinnia_result_destroy": (None, [pointer]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
