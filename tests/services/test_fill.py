"""Claims about application files: whatever they hold is an application or one clear reason."""

import json
import os
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.catalogue.texts import load_texts
from kiosk.domain.checks import validate_answers
from kiosk.domain.example import make_example
from kiosk.domain.form import Kind
from kiosk.services.fill import LARGEST_FILE, ApplicationFile, Unreadable, read_application_file
from tests.builders import ON, ROOT, the_form, the_reference

PROCEDURES = {"establishment": SimpleNamespace(form=the_form())}
TEXTS = load_texts(ROOT / "forms/establishment", the_form())
GOOD = make_example(the_form(), Random(3), ON)
GOOD_BYTES = json.dumps(GOOD, ensure_ascii=False, indent=1).encode()


def read(content):
    return read_application_file(content, PROCEDURES)


def with_answers(**answers):
    return json.dumps(
        {**GOOD, "answers": {name.replace("__", "."): value for name, value in answers.items()}}
    ).encode()


def test_a_good_file_is_read_as_it_is_written():
    file = read(json.dumps({**GOOD, "key": "k-1"}).encode())

    assert (file.procedure, file.key, file.answers.as_json()) == (
        "establishment",
        "k-1",
        GOOD["answers"],
    )
    assert validate_answers(the_form(), file.answers, ON, the_reference()) == ()


def test_a_byte_order_mark_and_windows_lines_are_no_matter():
    assert read(b"\xef\xbb\xbf" + GOOD_BYTES.replace(b"\n", b"\r\n")) == read(GOOD_BYTES)


def test_an_answer_of_null_is_no_answer():
    assert "name.place" not in read(with_answers(name__place=None)).answers


def test_a_fault_of_content_is_no_matter_of_reading():
    file = read(
        with_answers(proprietor__id_number="123", premises__kind="castle", scope__items=["卖梦"])
    )

    assert isinstance(file, ApplicationFile)


def test_a_file_on_disk_is_read(tmp_path):
    path = tmp_path / "application.json"
    path.write_bytes(GOOD_BYTES)

    assert read(path) == read(GOOD_BYTES)


def test_a_file_that_is_not_there_or_no_file_is_told_apart(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert read(tmp_path / "nothing").code == "file_missing"
    assert read(tmp_path).code == "file_irregular"
    assert read(tmp_path / "pipe").code == "file_irregular"


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"", "file_empty", ""),
        (b" \n\t", "file_empty", ""),
        (b"x" * (LARGEST_FILE + 1), "file_too_large", ""),
        (GOOD_BYTES.decode().encode("utf-16"), "file_encoding", "1:1"),
        ('{\n"名": "中"}'.encode("gb18030"), "file_encoding", "2:1"),
        (b'{"procedure": "establishment",\n "answers": {,}}', "json_broken", "2:14"),
        (b"{'procedure': 1}", "json_broken", "1:2"),
        (b'{"procedure": "establishment"', "json_cut", "1:30"),
        (b'{"a": "\n"}', "json_broken", "1:8"),
        (b"[" * 200_000, "json_deep", "1:17"),
        (b'{"a":' * 20 + b"1" + b"}" * 20, "json_deep", "1:81"),
        (b'"' + b'\\"' * 400_000, "json_broken", "1:1"),
        (b'{"a": 1, "a": 2}', "json_doubled", "a"),
        (b'{"answers": NaN}', "json_number", "1:13"),
        (b'{"answers": -Infinity}', "json_number", "1:13"),
        (b'{"answers": 1e999}', "json_number", "1:13"),
        (b'{"answers":\n ' + b"9" * 10_000 + b"}", "json_number", "2:2"),
        (b"0." + b"1" * 10_000, "json_number", "1:1"),
        (b"[]", "not_an_object", ""),
        (b"null", "not_an_object", ""),
        (b"{}", "procedure_missing", "procedure"),
        (b'{"procedure": "wedding", "answers": {}}', "procedure_unknown", "procedure"),
        (b'{"procedure": ["establishment"], "answers": {}}', "procedure_unknown", "procedure"),
        (b'{"procedure": "establishment"}', "answers_missing", "answers"),
        (b'{"procedure": "establishment", "answers": []}', "answers_missing", "answers"),
        (b'{"procedur": "establishment", "answers": {}}', "unknown_field_near", "procedur"),
        (b'{"procedure": "establishment", "answers": {}, "key": 5}', "key_shape", "key"),
        (b'{"procedure": "establishment", "answers": {}, "key": " "}', "key_shape", "key"),
        (b'{"procedure": "establishment", "answers": {}, "key": "a\\u0000"}', "key_shape", "key"),
    ],
    ids=lambda value: str(value[:40]) if isinstance(value, bytes) else None,
)
def test_a_file_that_is_no_application_gets_one_reason_with_its_place(content, code, place):
    unreadable = read(content)

    assert isinstance(unreadable, Unreadable)
    assert (unreadable.code, unreadable.place) == (code, place)


@pytest.mark.parametrize(
    ("answers", "code", "place"),
    [
        ({"name__brandd": "x"}, "unknown_field_near", "name.brandd"),
        ({"proprietor": {"name": "王芳"}}, "unknown_field_near", "proprietor"),
        ({"mobile": "1"}, "unknown_field_near", "mobile"),
        ({"zzzz": 1}, "unknown_field", "zzzz"),
        ({"z\u202e": 1}, "unknown_field", "z?"),
        ({"name__brand": 5}, "wrong_type_text", "name.brand"),
        ({"name__brand": ["x"]}, "wrong_type_text", "name.brand"),
        ({"name__brand": "安\u202e嘉"}, "bad_character", "name.brand"),
        ({"name__brand": "安\n嘉"}, "bad_character", "name.brand"),
        ({"name__brand": "安\u200b嘉"}, "bad_character", "name.brand"),
        ({"name__brand": "安\ud800"}, "bad_character", "name.brand"),
        ({"name__brand": "安\uffff"}, "bad_character", "name.brand"),
        ({"name__brand": "安" * 2001}, "text_too_long", "name.brand"),
        ({"name__none": "no"}, "wrong_type_flag", "name.none"),
        ({"name__none": 0}, "wrong_type_flag", "name.none"),
        ({"declarations__truth": "true"}, "wrong_type_flag", "declarations.truth"),
        ({"scope__items": "日用百货销售"}, "wrong_type_texts", "scope.items"),
        ({"scope__items": ["日用百货销售", 1]}, "wrong_type_text", "scope.items[1]"),
        ({"scope__items": ["x"] * 501}, "list_too_long", "scope.items"),
        ({"scope__permits": [{"itm": "x"}]}, "unknown_field_near", "scope.permits[0].itm"),
        ({"scope__permits": [{"item": 3}]}, "wrong_type_text", "scope.permits[0].item"),
        ({"scope__permits": ["x"]}, "wrong_type_record", "scope.permits[0]"),
        ({"scope__permits": {}}, "wrong_type_records", "scope.permits"),
        ({"particulars__copies": 1.5}, "wrong_type_count", "particulars.copies"),
        ({"particulars__copies": True}, "wrong_type_count", "particulars.copies"),
        ({"particulars__capital": []}, "wrong_type_amount", "particulars.capital"),
        ({"particulars__capital": True}, "wrong_type_amount", "particulars.capital"),
        ({"signature": "x"}, "wrong_type_strokes", "signature"),
        ({"signature": [[[1, "2"]]]}, "wrong_type_strokes", "signature"),
        ({"signature": [[[1, 2, 3]]]}, "wrong_type_strokes", "signature"),
        ({"signature": [[[1, 2]] * 50_001]}, "list_too_long", "signature"),
    ],
)  # fmt: skip
def test_an_answer_of_the_wrong_shape_names_its_field(answers, code, place):
    unreadable = read(with_answers(**answers))

    assert (unreadable.code, unreadable.place) == (code, place)


def test_what_was_meant_is_suggested():
    assert read(with_answers(proprietor={})).params["suggestion"].startswith("proprietor.")
    assert read(with_answers(premises__twon="x")).params["suggestion"] == "premises.town"


def test_rare_hanzi_and_joiners_are_no_bad_characters():
    file = read(
        with_answers(
            proprietor__name="欧阳𬀩", premises__landmark="葛\U000e0100\u200d\ue863㐀\U000323af"
        )
    )

    assert isinstance(file, ApplicationFile)


def said(unreadable):
    return [
        words.error(unreadable.code, unreadable.params, unreadable.place)
        for words in TEXTS.values()
    ]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None, categories=None), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
SHAPED = {
    Kind.FLAG: st.booleans(),
    Kind.DECLARATION: st.booleans(),
    Kind.COUNT: st.integers(-100, 100),
    Kind.CAPITAL: st.floats(-1e6, 1e6) | st.text("0123456789.万元", max_size=8),
    Kind.SCOPE_ITEMS: st.lists(st.sampled_from(["日用百货销售", "餐饮服务", "卖梦"]), max_size=3),
    Kind.TEXTS: st.lists(st.text("abc", max_size=3), max_size=3),
    Kind.RECORDS: st.lists(st.just({}), max_size=2),
    Kind.STROKES: st.just([[[1, 2.5], [3, 4]]]),
}
CLEAN = st.text(st.characters(categories=["L", "N", "P"]), max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b'"\\')
@example(b'{"\\ud800": 1}')
def test_any_bytes_are_answered_and_the_answer_can_be_said(content):
    answer = read(content)

    assert isinstance(answer, Unreadable)
    assert all(words and "errors." not in words and "…" not in words for words in said(answer))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_good_file_with_bytes_changed_is_answered(data):
    content = bytearray(GOOD_BYTES)
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

    answer = read(bytes(content))
    if isinstance(answer, Unreadable):
        assert all(len(words) < 300 and words.isprintable() for words in said(answer))
    else:
        validate_answers(the_form(), answer.answers, ON, the_reference())


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_json_is_answered(value):
    read(json.dumps(value).encode())


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from([field.id for field in the_form().fields]), JSON, max_size=5)
)
def test_any_answers_are_read_or_refused_at_a_field(answers):
    answer = read(json.dumps({**GOOD, "answers": answers}).encode())

    if isinstance(answer, Unreadable):
        assert (
            answer.code == "json_number"
            or answer.place.partition("[")[0] in answers
            or answer.code == "json_doubled"
        )
    else:
        assert set(answer.answers) <= set(answers)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_every_answer_of_the_right_shape_is_read_and_judged(data):
    fields = data.draw(
        st.lists(st.sampled_from(the_form().fields), unique_by=lambda field: field.id, max_size=12)
    )
    answers = {field.id: data.draw(SHAPED.get(field.kind, CLEAN)) for field in fields}

    file = read(json.dumps({**GOOD, "answers": answers}).encode())
    assert file.answers.as_json() == answers
    places = {
        problem.field.partition("[")[0]
        for problem in validate_answers(the_form(), file.answers, ON, the_reference())
    }
    assert places <= {field.id for field in the_form().fields}
