"""Makes QR codes as modules and as one path."""

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4  # modules of white around the symbol (ISO/IEC 18004, 9.1)
_MASK = 2  # columns in threes; signed payloads are near random, so that any mask serves


def modules_of(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of the text's symbol, level M, the smallest version that holds it."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(cell) for cell in row) for row in code.modules)


def path_of(rows: tuple[tuple[bool, ...], ...]) -> str:
    """Rectangles of whole runs in module units, origin lower left, as one PDF path."""
    height = len(rows)
    parts = []
    for number, row in enumerate(rows):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                parts.append(f"{start} {height - 1 - number} {column - start} 1 re")
                start = None
    return "\n".join(parts)
