"""DER values (X.690, 8.1): tag, shortest definite length, content."""

from typing import Final

SEQUENCE: Final = 0x30
SET: Final = 0x31
INTEGER: Final = 0x02
BITS: Final = 0x03
OCTETS: Final = 0x04
CONTEXT_0: Final = 0xA0
CONTEXT_1: Final = 0xA1
ECDSA_SHA_256: Final = bytes.fromhex("300a06082a8648ce3d040302")


def der(tag: int, *parts: bytes) -> bytes:
    """One value whose content is the parts in a row."""
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8)
    return bytes((tag, 0x80 | len(octets))) + octets + content
