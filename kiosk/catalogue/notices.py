"""The short messages of a procedure, from ``notices.yaml``, held to the lengths they promise."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from kiosk.catalogue.source import CatalogueError, Spot, Strict, as_model, read_yaml
from kiosk.domain.sms_text import (
    Limit,
    longest_units,
    render,
    shorten,
    ucs2_units,
    worst_promise,
)
from kiosk.domain.wording import placeholders

MOST_UNITS = 500
"""No mainland provider takes a longer message."""

NATIONAL_LICENCE = "national_licence"
"""The condition that is the profile's, not a parameter's."""

Language = Literal["zh", "en"]


class _Parameter(Strict):
    max_units: int
    shrinks: bool = False
    keeps: Literal["ends", "start"] = "ends"
    ellipsis: str = "…"


class _Signature(Strict):
    template: str
    max_units: int


class _Wording(Strict):
    units: int
    text: str


class _Text(Strict):
    id: str
    when: tuple[str, ...] = ()
    zh: _Wording
    en: _Wording


class _Kind(Strict):
    repeats: bool = False
    may_wait: bool = False
    texts: tuple[_Text, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One text in one language; ``id`` is ``kind.text.language``."""

    id: str
    text: str
    units: int
    asks: frozenset[str]


class UnknownMessage(Exception):
    """There is no message of this kind or id."""


class Notices(Strict):
    """All messages of a procedure.

    Loading refuses a text that is longer than it promises with its longest parameters, that
    asks for an unlisted parameter, that carries a link, or a kind whose last text is bound to
    a condition.
    """

    version: str
    unconfirmed: bool = False
    signature: _Signature
    params: dict[str, _Parameter]
    template_ids: dict[str, dict[str, str]]
    kinds: dict[str, _Kind]

    def faults(self) -> Iterator[tuple[Spot, str]]:
        """What does not hold, with its place in the file."""
        for name, kind in self.kinds.items():
            for position, text in enumerate(kind.texts):
                spot: Spot = ("kinds", name, "texts", position)
                for condition in text.when:
                    if condition != NATIONAL_LICENCE and condition not in self.params:
                        yield (*spot, "when"), f"{condition} is no parameter and no condition"
                yield from self._faults_of((*spot, "zh"), text.zh)
                yield from self._faults_of((*spot, "en"), text.en)
            if not kind.texts or kind.texts[-1].when:
                yield ("kinds", name), "the last text must have no `when`"
        for provider, ids in self.template_ids.items():
            for message_id in ids.keys() - self._messages.keys():
                yield ("template_ids", provider, message_id), "there is no such message"

    def _faults_of(self, spot: Spot, wording: _Wording) -> Iterator[tuple[Spot, str]]:
        if unknown := sorted(placeholders(wording.text) - self.params.keys()):
            yield spot, f"asks for {unknown[0]}, which stands not in `params`"
            return
        if "http" in wording.text.lower() or "www." in wording.text.lower():
            yield spot, "a message carries no link"
        needed = longest_units(
            self.signature.template + wording.text,
            {**self.limits, "signature": Limit(self.signature.max_units)},
        )
        if needed > wording.units:
            yield spot, f"can be {needed} units long, but promises {wording.units}"
        if wording.units > min(MOST_UNITS, worst_promise(wording.units)):
            yield spot, f"{wording.units} units may need one part more; promise less"

    @cached_property
    def limits(self) -> dict[str, Limit]:
        """The limit of each parameter."""
        return {
            name: Limit(p.max_units, p.shrinks, p.ellipsis, p.keeps == "ends")
            for name, p in self.params.items()
        }

    @cached_property
    def _messages(self) -> dict[str, Message]:
        return {
            f"{kind}.{text.id}.{language}": Message(
                f"{kind}.{text.id}.{language}",
                wording.text,
                wording.units,
                placeholders(wording.text),
            )
            for kind, texts in self.kinds.items()
            for text in texts.texts
            for language, wording in (("zh", text.zh), ("en", text.en))
        }

    def messages(self) -> tuple[Message, ...]:
        """Every message in every language."""
        return tuple(self._messages.values())

    def message(self, message_id: str) -> Message:
        """The message of this id. Raises UnknownMessage."""
        try:
            return self._messages[message_id]
        except KeyError:
            raise UnknownMessage(message_id) from None

    def choose(
        self, kind: str, given: Collection[str], language: Language, *, national_licence: bool
    ) -> Message:
        """The first text of the kind whose conditions hold. Raises UnknownMessage.

        ``given`` are the names of the parameters that are not empty.
        """
        if kind not in self.kinds:
            raise UnknownMessage(kind)
        holds = {*given, NATIONAL_LICENCE} if national_licence else {*given} - {NATIONAL_LICENCE}
        text = next(text for text in self.kinds[kind].texts if holds.issuperset(text.when))
        return self.message(f"{kind}.{text.id}.{language}")

    def fit(self, message: Message, params: Mapping[str, str]) -> dict[str, str]:
        """What the message asks for, each shortened as its limit says. Raises KeyError."""
        limits = self.limits
        return {name: shorten(params[name], limits[name]) for name in sorted(message.asks)}

    def compose(self, message: Message, params: Mapping[str, str], signature: str) -> str:
        """The whole text with its signature in front."""
        return render(self.signature.template, {"signature": signature}) + render(
            message.text, params
        )

    def fits_signature(self, signature: str) -> bool:
        """Whether an authority's signature is as short as the promises assume."""
        return ucs2_units(signature) <= self.signature.max_units

    def template_for(self, provider: str, message_id: str) -> str:
        """The provider's own id of a message, else the message's id."""
        return self.template_ids.get(provider, {}).get(message_id, message_id)


def load_notices(folder: Path) -> Notices:
    """Read ``notices.yaml`` of a procedure. Raises CatalogueError with file and line."""
    source = read_yaml(folder / "notices.yaml")
    notices = as_model(source, Notices)
    faults = [source.error(spot, message).findings[0] for spot, message in notices.faults()]
    if faults:
        first, *more = sorted(faults, key=lambda finding: finding.line)
        raise CatalogueError(first.file, first.line, first.message, *more)
    return notices
