"""The words for problems and errors, one file a language, the same keys in each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field as Described
from pydantic import StringConstraints

from kiosk.catalogue.source import Finding, Source, Strict, as_model, read_yaml
from kiosk.domain.form import Form
from kiosk.domain.problems import Problem
from kiosk.domain.wording import fill_in, placeholders

LANGUAGES = ("zh", "en")

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*([.][a-z0-9_]+)*$")]
Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class TextsFile(Strict):
    """A whole ``texts.<language>.yaml``."""

    language: str
    version: Sentence
    problems: dict[Code, Sentence] = Described(description="what is wrong with an answer")
    errors: dict[Code, Sentence] = Described(description="unreadable files and system faults")
    labels: dict[Code, Sentence] = Described({}, description="other words, by a key of your own")


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language. A sentence is never refused: an unknown key is its own text."""

    language: str
    sentences: Mapping[str, str]  # "problems.id_check" → sentence
    form: Form | None = field(default=None, repr=False)

    def text(self, key: str, **params: str) -> str:
        """The sentence of a key such as ``errors.disk_full``; a missing parameter shows as …"""
        template = self.sentences.get(key, key)
        return fill_in(template, {**dict.fromkeys(placeholders(template), "…"), **params})

    def problem(self, problem: Problem) -> str:
        """What to tell the citizen. ``{field}`` in the words is the label of the field."""
        key = f"problems.{problem.code}"
        return self.text(key, **{"field": self.label(problem.field), **problem.params})

    def error(self, code: str, params: Mapping[str, str] | None = None, place: str = "") -> str:
        """What to tell whoever handed in a file, or what to do about a fault of the system.

        ``{place}`` in the words is the label of the field that ``place`` names, or ``place``.
        """
        label = self.label(place)
        where = f"{label} ({place})" if label != place else place
        return self.text(f"errors.{code}", **{"place": where, **(params or {})})

    def label(self, place: str) -> str:
        """What a field or a member of its records is called in this language."""
        return self.form.label(place, self.language) if self.form else place


def load_texts(folder: Path, form: Form | None = None) -> dict[str, Texts]:
    """Read ``texts.*.yaml`` of a procedure, by language. Raises CatalogueError."""
    return {
        language: _texts(as_model(read_yaml(path_of(folder, language)), TextsFile), form)
        for language in LANGUAGES
    }


def path_of(folder: Path, language: str) -> Path:
    """Where the words of a language stand."""
    return folder / f"texts.{language}.yaml"


def faults_of_texts(folder: Path) -> Iterator[Finding]:
    """Keys that lack in a language, and placeholders that differ between languages."""
    sources = [read_yaml(path_of(folder, language)) for language in LANGUAGES]
    files = [as_model(source, TextsFile) for source in sources]
    for language, source, file in zip(LANGUAGES, sources, files, strict=True):
        if file.language != language:
            yield Finding(source.file, source.line_of(("language",)), f"must be {language}")
    sentences = [_texts(file, None).sentences for file in files]
    for here, there in ((0, 1), (1, 0)):
        yield from _differences(sources[here], sentences[here], sources[there], sentences[there])


def _differences(
    source: Source, sentences: Mapping[str, str], other: Source, others: Mapping[str, str]
) -> Iterator[Finding]:
    for key, sentence in sentences.items():
        if key not in others:
            yield Finding(other.file, other.line_of((key.partition(".")[0],)), f"{key} is missing")
        elif placeholders(sentence) - placeholders(others[key]):
            line = other.line_of(tuple(key.split(".", 1)))
            names = ", ".join(sorted(placeholders(sentence) - placeholders(others[key])))
            yield Finding(other.file, line, f"{key} does not say {names}, as {source.file} does")


def _texts(file: TextsFile, form: Form | None) -> Texts:
    groups = {"problems": file.problems, "errors": file.errors, "labels": file.labels}
    sentences = {
        f"{group}.{key}": sentence
        for group, members in groups.items()
        for key, sentence in members.items()
    }
    return Texts(file.language, sentences, form)
