"""All four sockets filled by an installed package: a real licence is read for, printed and told of."""

import sys

import pytest

from kiosk.assembly import assemble
from kiosk.catalogue.printing import load_print_policy
from kiosk.domain.states import DocumentKind
from kiosk.services.collect import look_out
from kiosk.services.notify import deliver
from kiosk.services.printouts import PaperPrint, Wanted
from kiosk.settings import load_settings, resources_dir
from tests.journeys.installs import Install, an_authority, issued, made_real

COPY = DocumentKind.LICENCE_COPY
POLICY = load_print_policy(resources_dir() / "reference")


@pytest.fixture
def services(tmp_path, site, example, monkeypatch):
    """A provisioned terminal that has issued a licence to whose card lies on its reader."""
    install = made_real(Install(tmp_path, site), an_authority())
    report = issued(install, example())
    monkeypatch.syspath_prepend(str(site))
    with assemble(load_settings(install.environment)) as put_together:
        yield put_together, report
    sys.modules.pop("zhaoban_test_devices", None)


def test_every_socket_is_filled_through_its_entry_point(services, tmp_path):
    put_together, report = services
    house, bench = put_together.house, tmp_path / "data/bench"
    parts = [put_together.card_reader, put_together.holder_check, put_together.printer]
    assert {type(part).__module__ for part in [*parts, put_together.gateway]} == {
        "zhaoban_test_devices"
    }
    card = put_together.card_reader.read()
    assert put_together.holder_check.matches(card)

    kept = look_out(house, report["application"], card, COPY)
    wanted = Wanted(report["application"], COPY, 1, card)
    paper = PaperPrint(house, put_together.printer, POLICY, wanted)
    job = paper.carry(lambda _s: False, lambda _s: False, lambda _job: None)
    paper.settle(job)
    assert job.asks, "a printer that counts nothing is not believed"
    assert (bench / "printed.pdf").read_bytes() == kept.content

    sent = deliver(house, put_together.gateway, put_together.delivery, house.terminal)
    assert sent.total == len((bench / "sent.txt").read_text("utf-8").splitlines()) > 0
