"""Finds the file that a PDF as a whole is associated with (ISO 32000-2, 14.13), by pyHanko."""

import io

from kiosk.adapters.signer import no_web_client  # noqa: F401  must come before pyHanko

# isort: split
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader


def first_associated_file(pdf: bytes, limit: int) -> bytes | None:
    """The content of the catalogue's first associated file, None when there is none.

    Raises ValueError when it is longer than ``limit`` bytes, and pyHanko's errors.
    """
    catalog = PdfFileReader(io.BytesIO(pdf)).root
    if "/AF" not in catalog or not len(catalog["/AF"]):
        return None
    stream = catalog["/AF"][0]["/EF"]["/F"]
    if not isinstance(stream, generic.StreamObject):
        return None
    content = stream.data
    if len(content) > limit:
        raise ValueError("the associated file is too long")
    return bytes(content)
