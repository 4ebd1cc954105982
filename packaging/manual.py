"""Prints kiosk(1) from the tables of commands and settings, so that it cannot drift from the program."""

import inspect
from collections.abc import Iterator

from pydantic import BaseModel

from kiosk.settings import Settings
from kiosk.ui.cli.main import COMMANDS


def plain(words: str) -> str:
    """The words as roff takes them."""
    told = words.replace("\\", "\\e").replace("-", "\\-").replace("``", "")
    return "\n".join(
        "\\&" + line if line.startswith((".", "'")) else line for line in told.split("\n")
    )


def value(default: object) -> str:
    """A default as kiosk.toml writes it."""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, str):
        return f'"{default}"'
    if isinstance(default, (tuple, list)):
        return "[" + ", ".join(value(one) for one in default) + "]"
    return "{}" if isinstance(default, dict) else str(default)


def settings() -> Iterator[str]:
    """Each section with what it is for, and its keys with their defaults."""
    for name, field in Settings.model_fields.items():
        section = field.default
        if not isinstance(section, BaseModel):
            yield f".TP\n.B {plain(name)} = {plain(value(section))}\nbefore the first section"
            continue
        words = inspect.getdoc(type(section)) or ""
        keys = ", ".join(
            f"{key} = {value(getattr(section, key))}" for key in type(section).model_fields
        )
        yield f".TP\n.B [{plain(field.alias or name)}]\n{plain(words)}\n.br\n{plain(keys)}"


print(
    '.TH KIOSK 1 "" "Zhaoban" "User Commands"\n.SH NAME\nkiosk \\- register individual businesses'
)
print(".SH SYNOPSIS\n.B kiosk\n.I COMMAND\n[\\fIOPTION\\fR ...]\n.SH COMMANDS")
for name, (_, words) in COMMANDS.items():
    print(f".TP\n.B {plain(name)}\n{plain(words)}")
print(".PP\n.B kiosk\n.I COMMAND\n.B \\-\\-help\ntells the options of a command.")
print(".SH EXIT STATUS\n0 done, 1 a negative answer, 2 wrong use, 3 a fault of the system.")
print(".SH SETTINGS\nSections of kiosk.toml and their keys with what they are when left out:")
for entry in settings():
    print(entry)
print(".SH FILES\n.TP\n.I /etc/kiosk/kiosk.toml\nsettings\n.TP\n.I /etc/kiosk/terminal.toml")
print(
    "what the installer asked; goes before kiosk.toml\n.TP\n.I /etc/kiosk/credentials/\npasswords"
)
print("and PINs, for the services alone\n.TP\n.I /var/lib/kiosk\nthe register and its keys\n.TP")
print(".I /usr/share/doc/zhaoban/examples/\nsettings of a hall and of a branch of a bank")
print(".SH ENVIRONMENT\n.B KIOSK_CONFIG\nnames the settings file,\n.B KIOSK_DATA\nthe data folder.")
