"""Forgives the slips of an input method before a value is judged."""


def narrow(text: str) -> str:
    """``text`` without white space, with full-width letters, digits and signs made ASCII."""
    return "".join(
        chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character
        for character in text
        if not character.isspace()
    )
