"""A slip says the number, the result, what to do and whom to ask; its code is nowhere else."""

import random
import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from kiosk.assembly import assemble
from kiosk.catalogue.procedure import load_procedure
from kiosk.catalogue.source import CatalogueError
from kiosk.domain.answers import Answers
from kiosk.domain.example import make_example
from kiosk.domain.states import ApplicationState
from kiosk.ports import SystemFault
from kiosk.services.collect import standing
from kiosk.services.process import process
from kiosk.services.slip import make_slip
from kiosk.services.submit import Filing, submit
from kiosk.settings import load_settings
from tests.builders import ON, ROOT, the_form
from tests.parts import needs


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def house(folder):
    with assemble(load_settings({"KIOSK_DATA": str(folder)})) as services:
        yield services.house


def filing(*, verified=False, **changed):
    answers = Answers(make_example(the_form(), random.SystemRandom(), ON)["answers"])
    help_wanted = changed.pop("help_wanted", False)
    for name, value in changed.items():
        answers = answers.with_answer(name.replace("__", "."), value)
    return Filing("establishment", answers, mobile_verified=verified, help_wanted=help_wanted)


def done(house, **changed):
    return process(house, filing(**changed)).application


def words_on(slip, tmp_path):
    needs("pdftotext")
    path = tmp_path / "slip.pdf"
    path.write_bytes(slip.rendered.pdf)
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return re.sub(r"\s", "", said.stdout.decode())


def test_an_issued_one_says_name_code_and_where_to_collect(house, tmp_path):
    application = done(house)
    slip = make_slip(house, application.id)
    words = words_on(slip, tmp_path)
    with house.store.read() as uow:
        entry = uow.register.entry_of(application.id)

    assert re.fullmatch(r"\d{6}", slip.pickup_code)
    for shown in (
        application.number, "已准予登记", entry.name, entry.credit_code, slip.pickup_code,
        "领执照", "没有验证", house.profile.telephone, house.profile.hall, "样本SPECIMEN",
    ):  # fmt: skip
        assert re.sub(r"\s", "", shown) in words
    assert slip.rendered.pages == 1
    assert slip.rendered.seal_box is None


def test_the_code_of_the_newest_slip_opens_the_application_and_no_older_one(house):
    application = done(house)
    older = make_slip(house, application.id).pickup_code
    newer = make_slip(house, application.id).pickup_code

    assert standing(house, application.number, newer).proven
    assert older == newer or not standing(house, application.number, older).proven


def test_where_a_message_carries_the_code_the_slip_leaves_it_alone(house, tmp_path):
    application = done(house, verified=True)
    with house.store.read() as uow:
        [sent] = [n for n in uow.outbox.of(application.id) if n.kind == "approved"]
    slip = make_slip(house, application.id)
    words = words_on(slip, tmp_path)

    assert slip.pickup_code == ""
    assert "在短信里" in words
    assert "没有验证" not in words
    assert standing(house, application.number, sent.params["pickup_code"]).proven


def test_one_with_an_officer_says_until_when_and_what_it_is_about(house, tmp_path):
    slip = make_slip(house, done(house, help_wanted=True).id)
    words = words_on(slip, tmp_path)

    assert slip.pickup_code == ""
    assert "转由工作人员审查" in words
    assert "3个工作日内" in words
    assert "已按您的要求转工作人员办理" in words


def test_a_returned_one_lists_what_to_correct(house, tmp_path):
    application = done(house, declarations__truth=False)
    words = words_on(make_slip(house, application.id), tmp_path)

    assert application.state is ApplicationState.RETURNED
    assert "需要补正" in words
    assert "真实、合法、有效" in words


def test_one_that_is_not_decided_yet_says_so(house, tmp_path):
    application = submit(house, filing()).application

    assert "申请已收到" in words_on(make_slip(house, application.id), tmp_path)


def test_it_speaks_the_language_of_the_sitting(house, tmp_path):
    words = words_on(make_slip(house, done(house).id, "en"), tmp_path)

    assert "Registered" in words
    assert "Pick-upcode" in words
    assert "办理结果" not in words


def test_it_carries_no_persons_data(house, tmp_path):
    application = done(house)
    words = words_on(make_slip(house, application.id), tmp_path)

    for field in ("proprietor.name", "proprietor.id_number", "proprietor.mobile"):
        assert application.answers.text(field) not in words


def test_its_code_is_nowhere_in_the_data_folder(house, folder):
    codes = [make_slip(house, done(house).id).pickup_code for _ in range(3)]
    kept = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())

    assert len([code for code in codes if code.encode() in kept]) < 2  # one may be an accident


def test_the_trail_says_that_a_slip_was_made_and_not_its_code(house):
    application = done(house)
    slip = make_slip(house, application.id)
    with house.store.read() as uow:
        row = [row for row in uow.trail.rows() if row.event == "slip_made"][-1]

    assert row.subject == application.number
    assert row.details == {"state": "issued", "pickup_code": True}
    assert slip.pickup_code not in repr(slip)


def test_an_application_that_is_not_there_is_a_fault(house):
    with pytest.raises(SystemFault) as fault:
        make_slip(house, house.new_id())

    assert fault.value.code == "application_unknown"


def test_a_licence_free_of_the_specimen_mark_has_a_slip_free_of_it(house, tmp_path):
    from kiosk.services import slip as slips

    real = replace(house, signer=_RealSigner())
    application = done(house)
    content = slips._content(real, application, None, "received", "", "zh")

    assert not content.specimen
    assert "SPECIMEN" not in house.renderer.paper(content).pdf.decode("latin-1")


class _RealSigner:
    specimen = False


@pytest.mark.parametrize("missing", ["pickup_code", "refused"])
def test_a_slip_without_words_for_something_is_not_loaded(tmp_path, missing):
    lines = (ROOT / "forms/establishment/papers.yaml").read_text("utf-8").splitlines()
    start = lines.index("slip: # for whom no message can reach; in the language of the sitting")
    first = next(n for n in range(start, len(lines)) if lines[n].strip().startswith(f"{missing}:"))
    last = first + 1
    while lines[last].startswith("      "):
        last += 1
    folder = tmp_path / "establishment"
    shutil.copytree(ROOT / "forms/establishment", folder)
    (folder / "papers.yaml").write_text("\n".join(lines[:first] + lines[last:]), "utf-8")

    with pytest.raises(CatalogueError, match=missing):
        load_procedure(folder)
