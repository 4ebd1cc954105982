"""What a reader reads from an identity card."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Card:
    """What a card reader read from an identity card.

    ``photo`` is a picture for the holder check alone, empty where nothing decodes it; like the
    rest it stays in memory as long as the card's sitting, and it is stored nowhere.
    """

    name: str = field(repr=False)
    number: str = field(repr=False)
    sex: str = field(repr=False)
    nation: str = field(repr=False)
    birth: date = field(repr=False)
    address: str = field(repr=False)
    issuer: str = field(repr=False)
    valid_from: date | None
    valid_until: date | None  # None: 长期
    kind: str = "resident"  # resident | hk_macao_taiwan | foreign_permanent
    photo: bytes = field(default=b"", repr=False, compare=False)
