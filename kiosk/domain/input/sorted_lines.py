"""A table as sorted lines in one block of bytes, searched by halving; nothing is unpacked."""


class SortedLines:
    """Lines sorted by their UTF-8 bytes, each ended by a line feed.

    The block is kept as it is on disk, so a table costs its size and no time to load.
    """

    __slots__ = ("_block",)

    def __init__(self, block: bytes) -> None:
        self._block = block

    def __len__(self) -> int:
        return len(self._block)

    def has(self, prefix: bytes) -> bool:
        """Whether any line begins with the prefix."""
        start = self._first(prefix, 0, after=False)
        return self._block.startswith(prefix, start) and start < len(self._block)

    def span(self, prefix: bytes) -> tuple[int, int]:
        """Where the lines that begin with the prefix start and end, in bytes."""
        start = self._first(prefix, 0, after=False)
        return start, self._first(prefix, start, after=True)

    def between(self, start: int, end: int) -> list[str]:
        """The lines of a span."""
        return self._block[start:end].decode("utf-8").splitlines()

    def starting(self, prefix: str) -> list[str]:
        """The lines that begin with the prefix, in order."""
        return self.between(*self.span(prefix.encode("utf-8", "surrogatepass")))

    def _first(self, key: bytes, low: int, *, after: bool) -> int:
        """Where the first line starts that is not below the key, or that is above it."""
        block, high, width = self._block, len(self._block), len(key)
        while low < high:
            middle = (low + high) // 2
            start = block.rfind(b"\n", low, middle) + 1 or low
            head = block[start : start + width]
            if head < key or (after and head == key):
                low = block.index(b"\n", middle) + 1
            else:
                high = start
        return low
