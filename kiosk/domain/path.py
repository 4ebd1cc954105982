"""The way through a form: which steps and fields this citizen sees, and which still lack."""

from dataclasses import replace

from kiosk.domain.answers import Answers, Json
from kiosk.domain.form import Field, Form, Step, Value, holds


def value_of(form: Form, answers: Answers, field_id: str) -> Json:
    """The answer, else the field's default, else None."""
    given = answers.get(field_id)
    if is_given(given):
        return given
    owner = form.field(field_id)
    return owner.default if owner else None


def is_given(value: Json) -> bool:
    """Whether a value answers anything: blank texts and empty lists do not."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != []


def visible_fields(form: Form, answers: Answers) -> tuple[Field, ...]:
    """The fields that these answers ask for, in order."""
    value = _look_up(form, answers)
    return tuple(item for item in form.fields if holds(item.shown, value))


def steps_for(form: Form, answers: Answers) -> tuple[Step, ...]:
    """The steps that have something to ask, each with its visible fields alone."""
    visible = {item.id for item in visible_fields(form, answers)}
    steps = (
        replace(step, fields=tuple(item for item in step.fields if item.id in visible))
        for step in form.steps
    )
    return tuple(step for step in steps if step.fields)


def missing(form: Form, answers: Answers) -> tuple[str, ...]:
    """Ids of visible fields that must be answered, are not, and have no default.

    A declaration counts as missing until it is exactly true.
    """
    value = _look_up(form, answers)
    return tuple(
        item.id
        for item in visible_fields(form, answers)
        if holds(item.required, value) and _lacks(item, value(item.id))
    )


def effective(form: Form, answers: Answers) -> Answers:
    """What the answers mean: visible fields alone, with their defaults filled in."""
    meant = {item.id: value_of(form, answers, item.id) for item in visible_fields(form, answers)}
    return Answers({field_id: value for field_id, value in meant.items() if is_given(value)})


def _lacks(item: Field, value: Json) -> bool:
    return value is not True if item.kind == "declaration" else not is_given(value)


def _look_up(form: Form, answers: Answers) -> Value:
    return lambda field_id: value_of(form, answers, field_id)
