"""One browser and one site for all claims about the verify page."""

import pytest

from tests.parts import needs
from tests.verify_site.browser import Browser
from tests.verify_site.photo import printed_photo, seen_by_camera
from tests.verify_site.published import CLOCK, Served, build


@pytest.fixture(scope="session")
def photo(tmp_path_factory):
    """A bad photo of a printed licence, and its QR's text."""
    needs("pdftoppm")
    needs("imagemagick")
    return printed_photo(tmp_path_factory.mktemp("photo"))


@pytest.fixture(scope="session")
def browser(photo, tmp_path_factory):
    """Headless Chromium with the photo before its camera."""
    needs("chromium")
    film = seen_by_camera(photo.file, tmp_path_factory.mktemp("camera"))
    with Browser(
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The site's files."""
    return build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site(folder):
    """The site, served."""
    served = Served(folder.parent)
    yield served
    served.close()


@pytest.fixture
def page(browser):
    """A fresh phone, whose clock stands at the tests' time."""
    tab = browser.page()
    instant = int(CLOCK.timestamp() * 1000)
    tab.send("Page.addScriptToEvaluateOnNewDocument", source=f"Date.now = () => {instant};")
    yield tab
    tab.close()
