"""What the document tests share."""

import pytest

from tests.adapters.document.samples import renderer


@pytest.fixture(scope="session")
def papers():
    """The renderer, made once."""
    return renderer()
