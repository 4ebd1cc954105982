"""The bytes of IPP: what is written is read again, and damage is refused, never believed."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.printer.ipp import Group, NotIpp, Tag, decode, encode, number, texts

_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_NAMES = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=20)
_VALUES = st.one_of(
    st.tuples(
        st.sampled_from([Tag.INTEGER, Tag.ENUM]),
        st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1, max_size=3),
    ),
    st.tuples(st.just(Tag.BOOLEAN), st.lists(st.booleans(), min_size=1, max_size=2)),
    st.tuples(
        st.sampled_from([Tag.TEXT, Tag.NAME, Tag.KEYWORD, Tag.URI, Tag.MIME]),
        st.lists(_WORDS, min_size=1, max_size=3),
    ),
)
_ATTRIBUTES = st.dictionaries(_NAMES, _VALUES, max_size=5)
_GROUPS = st.lists(
    st.tuples(st.sampled_from([Group.OPERATION, Group.JOB, Group.PRINTER]), _ATTRIBUTES), max_size=3
)
SAMPLE = encode(
    0x000B,
    7,
    [
        (
            Group.OPERATION,
            [("attributes-charset", Tag.CHARSET, ["utf-8"]), ("copies", Tag.INTEGER, [1, 2])],
        )
    ],
    b"%PDF-1.7",
)


@given(st.integers(0, 0xFFFF), st.integers(0, 2**32 - 1), _GROUPS, st.binary(max_size=64))
def test_what_is_written_is_read_again(code, request_, groups, data):
    listed = [(g, [(n, tag, vs) for n, (tag, vs) in said.items()]) for g, said in groups]
    read = decode(encode(code, request_, listed, data))
    assert (read.code, read.request, read.data) == (code, request_, data)
    assert [(g, dict(said)) for g, said in read.groups] == [
        (g, {n: vs for n, (_, vs) in said.items()}) for g, said in groups
    ]


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused(garbage):
    try:
        decode(b"\x01\x01\x00\x00\x00\x00\x00\x01" + garbage)
        decode(garbage)
    except NotIpp:
        pass


@given(st.integers(0, len(SAMPLE) - len(b"%PDF-1.7") - 1))
def test_a_message_that_is_cut_short_is_refused(length):
    with pytest.raises(NotIpp):
        decode(SAMPLE[:length])


@given(st.integers(0, len(SAMPLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_never_does_more_than_refuse(place, change):
    broken = bytearray(SAMPLE)
    broken[place] ^= change
    with contextlib.suppress(NotIpp):
        decode(bytes(broken))


def test_the_bytes_are_those_of_rfc_8010():
    """The head and the first attributes of the example in RFC 8010, appendix A.1."""
    groups = [
        (
            Group.OPERATION,
            [
                ("attributes-charset", Tag.CHARSET, ["utf-8"]),
                ("attributes-natural-language", Tag.LANGUAGE, ["en-us"]),
            ],
        )
    ]
    assert encode(0x0002, 1, groups) == (
        b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x05en-us\x03"
    )


def test_a_number_out_of_its_type_is_not_written():
    with pytest.raises(ValueError, match="range"):
        encode(2, 1, [(Group.JOB, [("copies", Tag.INTEGER, [2**31])])])


@pytest.mark.parametrize(
    "body",
    [b"\x21\x00\x01a\x00\x04\x00\x00\x00\x01\x03", b"\x02\x21\x00\x00\x00\x04\x00\x00\x00\x01\x03"],
    ids=["outside of any group", "a value without a name"],
)
def test_a_value_that_belongs_to_nothing_is_refused(body):
    with pytest.raises(NotIpp):
        decode(b"\x01\x01\x00\x00\x00\x00\x00\x01" + body)


def test_only_what_is_a_number_is_one():
    assert [number(v) for v in ([3], [True], ["3"], [])] == [3, None, None, None]
    assert list(texts(["a", 1, b"b", "c"])) == ["a", "c"]
