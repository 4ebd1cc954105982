"""Search keys as the database holds them: a number of 63 bits each, so that the index stays small.

A key and its area become one number. Two keys may by accident become the same number, so whoever
finds a claim by a number compares the keys themselves before he believes it.
"""

from collections.abc import Iterable
from hashlib import blake2b


def key_numbers(area: str, keys: Iterable[str]) -> list[int]:
    """The numbers of the keys in the area, 0 to 2^63 - 1, each once; the same for ever."""
    head = f"{area}\n".encode()
    found = (
        blake2b(head + key.encode("utf-8", "surrogatepass"), digest_size=8).digest() for key in keys
    )
    return list(dict.fromkeys([int.from_bytes(digest) >> 1 for digest in found]))
