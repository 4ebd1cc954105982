"""Where a citizen stands in a form: the step, the answers, what is open and where next leads."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kiosk.domain.answers import Answers, Json
from kiosk.domain.checks import validate_answers
from kiosk.domain.form import Field, Form, Page, Step
from kiosk.domain.path import is_given, steps_for
from kiosk.domain.problems import Problem
from kiosk.domain.reference import Reference


@dataclass(frozen=True)
class Wizard:
    """One moment of a sitting; every change is a new one, so that nothing is half done.

    ``left`` holds the fields whose problems may be shown, ``stale`` the steps that must be
    looked at again since something they rest on has changed, and ``returning`` tells that the
    citizen came from the review and goes back there.
    """

    form: Form
    answers: Answers = field(default_factory=Answers)
    step_id: str = ""
    left: frozenset[str] = frozenset()
    stale: frozenset[str] = frozenset()
    visited: frozenset[str] = frozenset()
    returning: bool = False

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps this citizen goes, each with its visible fields alone."""
        return steps_for(self.form, self.answers)

    @cached_property
    def step(self) -> Step:
        """The present step; the first one before anything was asked."""
        steps = self.steps
        return next((step for step in steps if step.id == self.step_id), steps[0])

    @property
    def number(self) -> int:
        """The present step's place on the way, from 1."""
        return [step.id for step in self.steps].index(self.step.id) + 1

    @property
    def count(self) -> int:
        """How many steps there are on this way."""
        return len(self.steps)

    def answered(self, field_id: str, value: Json) -> "Wizard":
        """With that answer; blank or None takes the answer away.

        Answers that rest on a changed one fall with it, and steps that rest on it become stale
        when they were visited.
        """
        if self.answers.get(field_id) == value and type(self.answers.get(field_id)) is type(value):
            return self
        answers = (
            self.answers.with_answer(field_id, value)
            if is_given(value)
            else self.answers.without(field_id)
        )
        fallen = _fallen(self.form, field_id)
        changed = {field_id, *fallen}
        stale = {
            step.id
            for step in self.form.steps
            if step.id in self.visited and not changed.isdisjoint(step.again_after)
        }
        return replace(
            self,
            answers=answers.without(*fallen),
            left=self.left - fallen,
            stale=self.stale | stale - {self.step.id},
        )

    def with_left(self, *field_ids: str) -> "Wizard":
        """With those fields left, so that their problems are shown."""
        return replace(self, left=self.left | set(field_ids))

    def forward(self) -> "Wizard":
        """The next step; from the review's side way back to it, by the stale steps first."""
        here = self.step.id
        now = replace(self, stale=self.stale - {here}, visited=self.visited | {here})
        ids = [step.id for step in now.steps]
        if now.returning and now.review_id:
            waiting = [step_id for step_id in ids if step_id in now.stale]
            return _at(now, waiting[0] if waiting else now.review_id)
        following = ids[ids.index(here) + 1 :]
        return _at(now, following[0]) if following else now

    def backward(self) -> "Wizard":
        """The step before, with every answer kept; the same one when it is the first.

        From the review's side way it leads back to the review, as ``forward`` does.
        """
        if self.returning:
            return self.forward()
        ids = [step.id for step in self.steps]
        place = ids.index(self.step.id)
        before = replace(self, visited=self.visited | {self.step.id})
        return _at(before, ids[place - 1]) if place else self

    def jump(self, step_id: str) -> "Wizard":
        """To a step from the review, to come back there. Raises KeyError when it is not asked."""
        if step_id not in {step.id for step in self.steps}:
            raise KeyError(step_id)
        return _at(replace(self, visited=self.visited | {self.step.id}, returning=True), step_id)

    @property
    def review_id(self) -> str:
        """The step in which all is looked over, empty when the form has none."""
        return next((step.id for step in self.form.steps if step.page is Page.REVIEW), "")

    def problems(self, on: date, reference: Reference) -> dict[str, Problem]:
        """The first problem of every field of the present step, shown or not."""
        return self._problems({item.id for item in self.step.fields}, on, reference)

    def all_problems(self, on: date, reference: Reference) -> dict[str, Problem]:
        """The first problem of every field of the whole form."""
        return self._problems({item.id for item in self.form.fields}, on, reference)

    def _problems(self, fields: set[str], on: date, reference: Reference) -> dict[str, Problem]:
        found: dict[str, Problem] = {}
        for problem in validate_answers(self.form, self.answers, on, reference):
            owner = problem.field.partition("[")[0]
            if owner in fields:
                found.setdefault(owner, problem)
        return found

    def step_of(self, field_id: str) -> Step | None:
        """The step that asks a field."""
        return next((s for s in self.form.steps if field_id in {f.id for f in s.fields}), None)


def _at(wizard: Wizard, step_id: str) -> Wizard:
    arrived = step_id == wizard.review_id
    return replace(wizard, step_id=step_id, returning=wizard.returning and not arrived)


def _fallen(form: Form, field_id: str) -> frozenset[str]:
    """Every field whose answer rests on this one, directly or by another."""
    fallen: set[str] = set()
    waiting = [field_id]
    while waiting:
        changed = waiting.pop()
        resting: list[Field] = [item for item in form.fields if changed in item.falls_with]
        waiting += [item.id for item in resting if item.id not in fallen]
        fallen |= {item.id for item in resting}
    return frozenset(fallen)
