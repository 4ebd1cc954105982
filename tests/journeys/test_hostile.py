"""What hostile files and tired hands do to the command line, and what it answers."""

import io
import json
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kiosk.domain.states import ApplicationState, DocumentKind
from kiosk.ports import SystemFault
from kiosk.services.process import process, resume_unfinished
from kiosk.services.submit import submit

NO_FONT_HAS = "\U0002f800"


def lines(ran):
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize(
    ("field", "outcome"),
    [
        ("name.brand", "returned"),
        ("proprietor.name", "referred"),
        ("proprietor.home", "referred"),
        ("premises.road", "referred"),
        ("premises.room", "referred"),
    ],
)
def test_a_character_no_font_has_is_a_decision_and_never_a_fault(house, filing, field, outcome):
    done = process(house, filing(**{field.replace(".", "__"): f"陈{NO_FONT_HAS}"}))

    assert done.decision.verdict.outcome.value == outcome


def test_the_paper_of_such_a_decision_shows_which_character_it_was(house, filing):
    done = process(house, filing(proprietor__name=f"陈{NO_FONT_HAS}"))

    with house.store.read() as uow:
        paper = uow.licences.document(done.application.id, DocumentKind.RECEIPT, 1)
    assert "〓（U+2F800）" in text_of(paper.content)


def test_a_liaison_no_font_can_spell_keeps_no_licence_back(house, filing):
    done = process(
        house,
        filing(
            liaison__same=False,
            liaison__name=f"王{NO_FONT_HAS}",
            liaison__id_number="11010519491231002X",
            liaison__mobile="13800001234",
        ),
    )

    assert done.licence is not None


def test_one_application_that_cannot_be_issued_holds_up_no_other(house, filing):
    first, second = (submit(house, filing()).application for _ in range(2))
    broken = replace(house, renderer=FailsFor(house.renderer, first.answers.text("name.brand")))
    left = []

    taken_up = resume_unfinished(broken, lambda application, fault: left.append(application.id))

    assert left == [first.id]
    assert taken_up >= 1
    with house.store.read() as uow:
        assert uow.applications.get(second.id).state is ApplicationState.ISSUED
    with pytest.raises(SystemFault):
        resume_unfinished(broken)
    assert resume_unfinished(house) == 1


class FailsFor:
    """A renderer that cannot draw the licence of one name."""

    def __init__(self, real, brand):
        self.real, self.brand = real, brand

    def __getattr__(self, name):
        return getattr(self.real, name)

    def licence(self, content, kind):
        if self.brand in content.name:
            raise SystemFault("glyph_missing", "U+2F800")
        return self.real.licence(content, kind)


def text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
