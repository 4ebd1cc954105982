"""Invent a complete application that nobody has handed in before."""

from datetime import date, timedelta
from random import Random

from kiosk.domain.answers import Answers, Json
from kiosk.domain.form import Draw, Field, Form, Kind
from kiosk.domain.identity_number import check_character
from kiosk.domain.path import visible_fields

_YEAR = timedelta(days=365)
_YOUNGEST, _OLDEST = 20, 35  # years; both can sign for themselves


def make_example(form: Form, rng: Random, on: date) -> dict[str, Json]:
    """An application file for ``form``: fixed answers from the form's data, the rest drawn.

    Equal random states and days give equal files. The proprietor is invented: the number's
    check is right, yet the form's data choose a prefix under which nobody was registered.
    """
    answers: dict[str, Json] = {}
    for item in form.fields:
        if item.draw is not None:
            answers[item.id] = _drawn(item, item.draw, rng, on)
        elif item.example is not None:
            answers[item.id] = item.example
    asked = {item.id for item in visible_fields(form, Answers(answers))}
    return {
        "procedure": form.procedure,
        "answers": {field_id: value for field_id, value in answers.items() if field_id in asked},
    }


def _drawn(item: Field, draw: Draw, rng: Random, on: date) -> str:
    lead = rng.choice(draw.lead)
    tail = "".join(rng.sample(draw.pool, rng.randint(draw.least, draw.most)))
    if item.kind is not Kind.IDENTITY_NUMBER:
        return lead + tail
    age = rng.randrange(_YOUNGEST * _YEAR.days + _YOUNGEST, _OLDEST * _YEAR.days)
    first17 = f"{lead}{on - timedelta(days=age):%Y%m%d}{tail}"
    return first17 + check_character(first17)
