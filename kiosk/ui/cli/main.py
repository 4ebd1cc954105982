"""Find the command a person typed, run it, and turn every fault into words and an exit code."""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from kiosk.ui.cli.exits import FAULT, USE

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("run", "open the touch application"),
    "apply": ("apply", "submit application files without a screen"),
    "check": ("check", "judge one name, code, number or scope as the form would"),
    "status": ("status", "tell where an application stands"),
    "collect": ("collect", "hand out a document to the proprietor's card"),
    "verify": ("verify", "check a licence PDF or the text of its QR code"),
    "rules": ("rules", "check, compare, replay, pause or resume the rules"),
    "forms": ("forms", "check the forms or print an example application"),
    "reference": ("reference", "take in an authority's catalogue of scope items"),
    "register": ("register", "import, export or search the register"),
    "outbox": ("outbox", "list, deliver, drain or retry notices"),
    "forward": ("forward", "hand over what a branch sealed while its register was away"),
    "sms": ("sms", "send a test message and follow it; note who wants no notices"),
    "trail": ("trail", "verify or export the audit log"),
    "key": ("key", "make, show, export or rotate keys"),
    "provision": ("provision", "take in an authority's signed pack"),
    "status-list": ("status_list", "publish the signed lists of licence statuses"),
    "verify-site": ("verify_site", "build the page on which anyone can check a licence"),
    "licence": ("licence", "suspend, revoke or reinstate a licence"),
    "staff": ("staff", "say who may open the staff page, by name and PIN"),
    "sheets": ("sheets", "count blank licence sheets; settle papers nobody saw come out"),
    "retain": ("retain", "delete what the retention periods say is due"),
    "backup": ("backup", "write a backup of the register and its wrapped keys"),
    "restore": ("restore", "bring a backup back on this machine"),
    "doctor": ("doctor", "say what is well and what needs a hand"),
    "bench": ("bench", "measure and print the figures"),
}


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; no traceback reaches the user."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        return _help()
    if arguments[0] == "--version":
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"kiosk {version('zhaoban')}")
        except PackageNotFoundError:
            print("kiosk (checkout)")
        return 0
    name = arguments[0]
    if name not in COMMANDS:
        import difflib

        near = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f" Did you mean `{near[0]}`?" if near else " `kiosk --help` lists them."
        print(f"kiosk: there is no command `{name}`.{hint}", file=sys.stderr)
        return USE
    module = importlib.import_module(f"kiosk.ui.cli.{COMMANDS[name][0]}")
    return _guarded(module, name, arguments[1:])


def _help() -> int:
    print("usage: kiosk COMMAND …\n\n照办: registers individual businesses (个体工商户).\n")
    for name, (_, words) in COMMANDS.items():
        print(f"  {name:<12} {words}")
    print("\n`kiosk COMMAND --help` tells more. KIOSK_CONFIG names the settings file,")
    print("KIOSK_DATA the data folder.")
    return 0


def _guarded(module: ModuleType, name: str, arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog=f"kiosk {name}", description=_sentence(COMMANDS[name][1]), allow_abbrev=False
    )
    module.configure(parser)
    args = parser.parse_args(arguments)
    _prepare_output(as_json=bool(getattr(args, "json", False)))
    try:
        code = module.run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("stopped; what was submitted is kept", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  # the last door: no traceback reaches a user
        from kiosk.ui.cli.trouble import trouble_of

        print(trouble_of(error).message, file=sys.stderr)
        return FAULT
    return int(code)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _prepare_output(*, as_json: bool) -> None:
    """No character stops a line: JSON is UTF-8, what a terminal has not is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if as_json else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
