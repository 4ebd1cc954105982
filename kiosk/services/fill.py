"""Read application files: whatever they hold, an answerable application or one clear reason."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, Protocol

from kiosk.domain.answers import Answers, Json
from kiosk.domain.form import Form
from kiosk.domain.shape import LARGEST_NUMBER, bad_character, fault_of_shape, unknown_member

LARGEST_FILE = 1024 * 1024
"""Bytes; a larger file is not read."""

DEEPEST = 16
LONGEST_KEY = 200
_LONGEST_NUMBER = 40
_MEMBERS = ("procedure", "key", "answers")
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class ApplicationFile:
    """What a file says. Every answer has its field's JSON shape; none has been judged.

    ``mobile_verified`` is None as long as nobody was asked to prove the number.
    """

    procedure: str
    key: str | None
    answers: Answers
    mobile_verified: bool | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file is no application; ``code`` has words under ``errors`` in the texts.

    ``place`` is ``line:column`` (from 1), a field id, or empty for the file as a whole.
    """

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    place: str = ""


class HasForm(Protocol):
    """A procedure, as far as reading its files needs it."""

    @property
    def form(self) -> Form:
        """The form whose fields a file may answer."""
        ...


class _Refused(Exception):
    """Carries the reason out of the JSON decoder's hooks."""

    def __init__(self, code: str, place: str = "", **params: str) -> None:
        super().__init__(code)
        self.reason = Unreadable(code, params, place)


class _NoNumber(Exception):
    """Carries a number that no answer needs out of the decoder's hooks."""


def read_application_file(
    source: Path | bytes, procedures: Mapping[str, HasForm]
) -> ApplicationFile | Unreadable:
    """Read a file, or its bytes, against the forms of the house; never raises for its content.

    UTF-8 with or without a byte order mark. An answer of null counts as no answer.
    """
    try:
        content = source if isinstance(source, bytes) else _bytes_of(source)
        return _application(_decoded(_text_of(content)), procedures)
    except _Refused as refused:
        return refused.reason


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.exists():
            raise _Refused("file_missing")
        if not path.is_file():
            raise _Refused("file_irregular")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError):
        raise _Refused("file_unreadable") from None


def _text_of(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise _Refused("file_too_large", most=str(LARGEST_FILE // 1024 // 1024))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4]:
        raise _Refused("file_encoding", "1:1", line="1")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = content.count(b"\n", 0, broken.start) + 1
        raise _Refused("file_encoding", f"{line}:1", line=str(line)) from None
    if not text.strip():
        raise _Refused("file_empty")
    return text


def _decoded(text: str) -> Json:
    _refuse_depth(text)
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_no_number,
        )
    except _NoNumber as absurd:
        raise _at("json_number", text, text.find(str(absurd))) from None
    except json.JSONDecodeError as broken:
        code = "json_cut" if not text[broken.pos :].strip() else "json_broken"
        raise _at(code, text, broken.pos) from None
    return value


def _refuse_depth(text: str) -> None:
    """Before anything is built: brackets may nest so deep and no deeper."""
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        mark = match.group()
        depth += (mark in "[{") - (mark in "]}")
        if depth > DEEPEST:
            raise _at("json_deep", text, match.start())


def _at(code: str, text: str, position: int) -> _Refused:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return _Refused(code, f"{line}:{column}", line=str(line), column=str(column))


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = Counter(key for key, _ in pairs)
        doubled = _shown(names.most_common(1)[0][0])
        raise _Refused("json_doubled", doubled, name=doubled)
    return members


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER or abs(int(digits)) > LARGEST_NUMBER:
        _no_number(digits)
    return int(digits)


def _number(digits: str) -> float:
    value = float(digits)
    if len(digits) > _LONGEST_NUMBER or not math.isfinite(value) or abs(value) > LARGEST_NUMBER:
        _no_number(digits)
    return value


def _no_number(digits: str) -> NoReturn:
    raise _NoNumber(digits)


def _application(value: Json, procedures: Mapping[str, HasForm]) -> ApplicationFile | Unreadable:
    if not isinstance(value, dict):
        raise _Refused("not_an_object")
    for name in value:
        if name not in _MEMBERS:
            _refuse_unknown(name, _MEMBERS)
    procedure = value.get("procedure")
    if not isinstance(procedure, str) or procedure not in procedures:
        code = "procedure_missing" if procedure is None else "procedure_unknown"
        raise _Refused(code, "procedure", known=" / ".join(sorted(procedures)))
    answers = value.get("answers")
    if not isinstance(answers, dict):
        raise _Refused("answers_missing", "answers")
    return ApplicationFile(
        procedure, _key(value.get("key")), _answers(answers, procedures[procedure].form)
    )


def _key(key: Json) -> str | None:
    if key is None:
        return None
    if not isinstance(key, str) or not key.strip() or len(key) > LONGEST_KEY or bad_character(key):
        raise _Refused("key_shape", "key", most=str(LONGEST_KEY))
    return key


def _answers(values: Mapping[str, Json], form: Form) -> Answers:
    for field_id, value in values.items():
        asked = form.field(field_id)
        if asked is None:
            _refuse_unknown(field_id, (item.id for item in form.fields))
        fault = fault_of_shape(asked, value)
        if fault:
            raise _Refused(fault.code, fault.place, **fault.params)
    return Answers({field_id: value for field_id, value in values.items() if value is not None})


def _refuse_unknown(name: str, known: Iterable[str]) -> NoReturn:
    fault = unknown_member(name, "", known)
    raise _Refused(fault.code, fault.place, **fault.params)


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name[:60])
