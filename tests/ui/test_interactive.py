"""Asking on the terminal: only what is open, in order, corrected at once, never submitted alone."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.catalogue.forms import load_form
from kiosk.catalogue.reference import load_reference
from kiosk.catalogue.texts import load_texts
from kiosk.domain.answers import Answers
from kiosk.ui.cli.interactive import Interview, Stopped

ROOT = Path(__file__).resolve().parents[2]
FORM = load_form(ROOT / "forms/establishment")
TEXTS = load_texts(ROOT / "forms/establishment", FORM)["en"]
REFERENCE = load_reference(ROOT / "resources/reference")
TODAY = date(2026, 11, 24)

TYPED = {
    "Name of the proprietor": ["陈试例"],
    "Number of the identity document": ["11010519491231002X"],
    "Document valid until": ["长期"],
    "Ethnic group (民族)": ["汉族"],
    "Home of the proprietor": ["江苏省昆山市示例路1号"],
    "Mobile telephone": ["15400001234"],
    "Business scope": ["日用百货销售", "文具用品零售", ""],
    "Town or zone": ["玉山镇"],
    "Road": ["示例路"],
    "Number": ["8"],
    "Brand": ["颐烨颢芃"],
    "Trade": ["百货"],
    "Organisation form": ["商行"],
    "Capital (10,000 yuan)": ["5"],
    "Education": ["5"],
    "Political status": ["6"],
    "Occupation before": ["Without work"],
}


class Person:
    """Types by the label of the question; what is not told is left out, declarations are made."""

    def __init__(self, typed, offers=()):
        self.typed = {label: list(lines) for label, lines in typed.items()}
        self.offers = offers
        self.asked, self.heard = [], []

    def read(self, prompt):
        label = prompt.strip().rstrip(":").partition(" [")[0]
        self.asked.append(label)
        assert len(self.asked) < 500, self.heard[-3:]
        if lines := self.typed.get(label):
            return lines.pop(0) + "\n"
        field = next((f for f in FORM.fields if f.label("en") == label), None)
        if field is None:
            return "n\n" if label.startswith("Is there one more") else "y\n"
        return "y\n" if field.kind == "declaration" else "\n"

    def interview(self, start=None, **how):
        return Interview(
            FORM,
            TEXTS,
            REFERENCE,
            TODAY,
            lambda _answers: self.offers,
            self.read,
            self.heard.append,
            **how,
        ).run(Answers(start or {}))


def test_a_person_who_answers_everything_gives_a_complete_application():
    person = Person(TYPED)

    answers = person.interview()

    assert answers["premises.town"] == "320583100"
    assert answers["scope.items"] == ["日用百货销售", "文具用品零售"]
    assert answers["proprietor.education"] == "senior"
    assert answers["proprietor.employment"] == "unemployed"
    assert answers["declarations.truth"] is True
    assert person.asked[0] == "Who files"
    assert not any(line.lstrip().startswith("✗") for line in person.heard)


def test_what_is_wrong_is_told_and_asked_again_at_once():
    wrong = {
        **TYPED,
        "Number of the identity document": ["110105194912310021", "11010519491231002X"],
    }
    person = Person(wrong)

    person.interview()

    places = [n for n, label in enumerate(person.asked) if label.startswith("Number of the id")]
    assert places == [places[0], places[0] + 1]
    assert sum("last character does not fit" in line for line in person.heard) == 1


def test_what_a_file_answered_well_is_not_asked_again():
    whole = Person(TYPED).interview()
    person = Person({"Mobile telephone": ["15400001234"]})

    answers = person.interview({**whole.as_json(), "proprietor.mobile": "123"})

    assert "Mobile telephone" in person.asked
    assert "Name of the proprietor" not in person.asked
    assert "Sex" in person.asked
    assert answers["proprietor.mobile"] == "15400001234"
    assert answers["proprietor.name"] == "陈试例"


def test_with_only_open_what_may_stay_empty_is_not_asked_either():
    whole = Person(TYPED).interview().without("proprietor.mobile")
    person = Person({"Mobile telephone": ["15400001234"]})

    answers = person.interview(whole, only_open=True)

    assert person.asked == ["Mobile telephone", "All this is true; submit it now? (y/n)"]
    assert answers["proprietor.mobile"] == "15400001234"


def test_back_takes_the_last_answer_away_and_asks_it_again():
    person = Person({**TYPED, "Name of the proprietor": ["陈错", "陈试例"]})
    person.typed["Kind of identity document"] = ["<", ""]

    answers = person.interview()

    assert answers["proprietor.name"] == "陈试例"


def test_an_address_that_stays_open_is_asked_again_until_another_field_mends_it():
    person = Person({**TYPED, "Road": ["", ""], "Number": ["", ""]})
    person.typed["Town or zone"] = ["玉山镇", "玉山镇"]
    person.typed["Landmark"] = ["", "村委会东侧50米"]

    answers = person.interview()

    assert answers["premises.landmark"] == "村委会东侧50米"
    assert any("road and door number" in line for line in person.heard)


def test_family_members_are_asked_one_by_one():
    person = Person(
        {
            **TYPED,
            "Composition": ["2"],
            'Is there one more for "Family members who take part"? (y/n)': ["y", "n"],
            "Name": ["林小美"],
            "Number of the document": ["440524188001010014"],
            "Political status": ["", "6"],
        }
    )

    answers = person.interview()

    assert answers["particulars.family_members"] == [
        {"name": "林小美", "id_number": "440524188001010014"}
    ]


def test_warnings_about_the_name_are_shown_and_accepted_by_their_rule():
    person = Person(TYPED, offers=[("name.a2_sound", "sounds like another")])

    answers = person.interview()

    assert answers["name.warnings_accepted"] == ["name.a2_sound"]
    assert any("sounds like another" in line for line in person.heard)


def test_a_question_mark_explains_and_asks_again():
    person = Person({**TYPED, "Name of the proprietor": ["?", "陈试例"]})

    assert person.interview()["proprietor.name"] == "陈试例"
    assert any("Exactly as on the identity document" in line for line in person.heard)


@pytest.mark.parametrize("last", ["n", "", None])
def test_nothing_is_submitted_without_a_yes_at_the_end(last):
    person = Person(TYPED)
    question = "All this is true; submit it now? (y/n)"

    def read(prompt):
        if prompt.strip() != question:
            return person.read(prompt)
        if last is None:
            raise EOFError
        return last

    with pytest.raises(Stopped):
        Interview(
            FORM, TEXTS, REFERENCE, TODAY, lambda _answers: (), read, person.heard.append
        ).run(Answers())
