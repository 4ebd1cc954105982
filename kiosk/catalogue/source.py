"""Read the data files of the house; every fault names its file and its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.domain.answers import Json

Spot: TypeAlias = tuple[str | int, ...]
"""The way to a value in a file: keys and indexes from the top."""


class Finding(NamedTuple):
    """One fault of a data file; ``line`` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class CatalogueError(Exception):
    """A data file cannot be used. ``findings`` are all its faults; the first one speaks."""

    def __init__(self, file: str, line: int, message: str, *more: Finding) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message
        self.findings = (Finding(file, line, message), *more)


class Strict(BaseModel):
    """A part of a data file: frozen, and no key is taken that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's plain data, and the line on which each value stands."""

    file: str
    data: Json
    lines: Mapping[Spot, int]

    def line_of(self, spot: Spot) -> int:
        """The line of a value, else of the nearest thing around it that stands in the file."""
        while spot and spot not in self.lines:
            spot = spot[:-1]
        return self.lines.get(spot, 1)

    def error(self, spot: Spot, message: str) -> CatalogueError:
        """A fault at a value."""
        return CatalogueError(self.file, self.line_of(spot), message)


def load_model(path: Path, model: type[M]) -> M:
    """Read a YAML file into its model. Raises CatalogueError with every fault found."""
    return as_model(read_yaml(path), model)


def as_model(source: Source, model: type[M]) -> M:
    """Judge plain data by its model. Raises CatalogueError with every fault found."""
    try:
        return model.model_validate(source.data)
    except ValidationError as invalid:
        findings = sorted(_findings(source, invalid), key=lambda finding: finding.line)
        first, *more = findings
        raise CatalogueError(first.file, first.line, first.message, *more) from None


def read_yaml(path: Path) -> Source:
    """Read YAML as its 1.2 core schema means it: ``no`` and dates are texts, keys are unique.

    A number with a leading zero must stand in quotes, since codes such as 0164 are texts.
    Raises CatalogueError.
    """
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise CatalogueError(file, 1, f"cannot be read: {unreadable}") from None
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise CatalogueError(file, line, f"is not YAML: {broken.problem}") from None
    except yaml.YAMLError as broken:
        raise CatalogueError(file, 1, f"is not YAML: {broken}") from None
    if root is None:
        raise CatalogueError(file, 1, "is empty")
    lines: dict[Spot, int] = {}
    return Source(file, _plain(file, root, (), lines), lines)


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a tab-separated table with their lines, its header checked.

    Raises CatalogueError when the header or the width of a row differs.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise CatalogueError(str(path), 1, f"cannot be read: {unreadable}") from None
    rows = text.splitlines()
    if not rows or tuple(rows[0].split("\t")) != columns:
        raise CatalogueError(str(path), 1, f"must begin with the columns {', '.join(columns)}")
    for line, row in enumerate(rows[1:], start=2):
        cells = row.split("\t")
        if len(cells) != len(columns):
            raise CatalogueError(str(path), line, f"has {len(cells)} cells, not {len(columns)}")
        yield line, cells


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader with the few implicit types of YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (the base class wants it so)


_CORE: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


def _plain(file: str, node: Node, spot: Spot, lines: dict[Spot, int]) -> Json:
    lines.setdefault(spot, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        result: dict[str, Json] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                raise CatalogueError(file, line, "has a key that is no word")
            key = key_node.value
            if key in result:
                raise CatalogueError(file, line, f"has {key!r} twice")
            lines[*spot, key] = line
            result[key] = _plain(file, value_node, (*spot, key), lines)
        return result
    if isinstance(node, SequenceNode):
        return [_plain(file, item, (*spot, index), lines) for index, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return _scalar(file, node)


def _scalar(file: str, node: ScalarNode) -> Json:
    value: str = node.value
    if node.style:  # quoted or a block: a text, whatever it looks like
        return value
    if value in _CORE:
        return _CORE[value]
    if value.isascii() and value.lstrip("-+").isdecimal():
        if len(value) > 1 and value.startswith("0"):
            raise CatalogueError(file, node.start_mark.line + 1, f"put {value} in quotes")
        return int(value)
    try:
        return float(value) if value[:1] in "+-.0123456789" and "_" not in value else value
    except ValueError:
        return value


def _findings(source: Source, invalid: ValidationError) -> Iterator[Finding]:
    for fault in invalid.errors(include_url=False, include_input=False):
        spot = tuple(part for part in fault["loc"])
        known = tuple(part for index, part in enumerate(spot) if spot[: index + 1] in source.lines)
        name = ".".join(str(part) for part in spot)
        message = _MESSAGES.get(fault["type"], fault["msg"].removeprefix("Value error, "))
        yield Finding(source.file, source.line_of(known), f"{name}: {message}" if name else message)


_MESSAGES: Mapping[str, str] = {
    "extra_forbidden": "is no key that is known here; is it misspelt?",
    "missing": "is missing",
}
