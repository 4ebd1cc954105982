"""The geometry of a picture: what is wrong in it is told."""

from tests.screens.geometry import clipped, misplaced, overlapping


def test_a_text_that_is_cut_is_told(stage):
    shown = stage(
        'Item { Text { text: "很长很长的一句话"; width: 40; elide: Text.ElideRight } '
        'Text { y: 90; text: "很长很长的一句话"; width: 40 } '
        'Text { x: 1060; y: 180; text: "出去了" } }'
    )

    told = clipped(shown)

    assert ["cut short" in told[0], "larger" in told[1], "sideways" in told[2]] == [True] * 3


def test_texts_over_each_other_are_told(stage):
    shown = stage('Item { Text { text: "上面的" } Text { x: 4; y: 4; text: "下面的" } }')

    assert len(overlapping(shown)) == 1


def test_targets_too_small_or_too_near_are_told(stage):
    shown = stage(
        'Item { Chip { text: "甲"; width: 100; height: 81 } '
        'Chip { x: 110; text: "乙"; width: 100; height: 81 } '
        'Chip { x: 400; text: "丙"; width: 40; height: 40 } }'
    )

    told = misplaced(shown, 81, 16)

    assert [one.split(":")[0] for one in told] == ["too small", "too near"]


def test_a_picture_with_nothing_wrong_tells_nothing(stage):
    shown = stage(
        'Item { Chip { text: "甲" } Chip { x: 200; text: "乙" } Words { y: 200; text: "好" } }'
    )

    assert clipped(shown) + overlapping(shown) + misplaced(shown, 81, 16) == []
