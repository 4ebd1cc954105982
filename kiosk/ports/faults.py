"""Faults that every socket may raise."""


class SystemFault(Exception):
    """A fault of the system, not of the input: exit 3. ``code`` has words in the texts."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class NameTaken(Exception):
    """The unique claim on a name was lost to another application; decide again."""


class KeyReused(Exception):
    """The idempotency key exists; the caller compares the content."""
