"""The notice before anything is read tells all that the law has told, in both languages."""

import shutil

import pytest

from kiosk.catalogue.privacy import NEEDED, load_privacy
from kiosk.catalogue.source import CatalogueError
from kiosk.domain.privacy import PARAMETERS
from tests.builders import ROOT

FOLDER = ROOT / "forms/establishment"
PARAMS = dict.fromkeys(PARAMETERS, "某某")


def changed(tmp_path, before: str, after: str):
    text = (FOLDER / "privacy.yaml").read_text("utf-8")
    assert before in text
    shutil.copytree(FOLDER, tmp_path / "form")
    (tmp_path / "form/privacy.yaml").write_text(text.replace(before, after), "utf-8")
    return tmp_path / "form"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_point_is_told_with_nothing_left_to_fill_in(language):
    told = load_privacy(FOLDER).told(language, PARAMS, holder_check=False)

    assert {code for code, _, _ in told} >= NEEDED
    assert not any("{" in title + words for _, title, words in told)


def test_comparing_faces_is_told_only_where_it_is_done():
    notice = load_privacy(FOLDER)

    def codes(*, holder_check: bool) -> set[str]:
        return {code for code, _, _ in notice.told("zh", PARAMS, holder_check=holder_check)}

    assert codes(holder_check=True) - codes(holder_check=False) == {"holder"}


def test_no_authority_has_confirmed_the_words():
    assert load_privacy(FOLDER).unconfirmed


def test_a_notice_that_leaves_out_who_sees_the_data_is_not_loaded(tmp_path):
    folder = changed(tmp_path, "id: others", "id: neighbours")

    with pytest.raises(CatalogueError, match="does not tell others"):
        load_privacy(folder)


def test_words_that_ask_for_what_nobody_fills_in_are_not_loaded(tmp_path):
    folder = changed(tmp_path, "{draft_minutes} ", "{moments} ")

    with pytest.raises(CatalogueError, match="moments"):
        load_privacy(folder)


def test_languages_that_tell_different_things_are_not_loaded(tmp_path):
    folder = changed(tmp_path, "or call {telephone}", "or call")

    with pytest.raises(CatalogueError, match="same placeholders"):
        load_privacy(folder)
