"""kiosk restore: bring a backup back on this machine."""

import argparse
import sys
from pathlib import Path

from kiosk.ui.cli.exits import DONE, USE, typed
from kiosk.ui.cli.words import bare_problem_words


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--recovery-key", type=Path, metavar="FILE", help="file of the recovery key (else asked)"
    )
    parser.add_argument("--practice", action="store_true", help="use this install's practice key")
    parser.add_argument(
        "--force", default="", metavar="SENTENCE", help="over a register that is there"
    )
    parser.add_argument("--ground", type=typed, default="", metavar="TEXT")


_LONGEST_KEY = 4096  # bytes; a recovery key is one line


def _written(file: Path) -> str:
    if not file.is_file():
        return ""
    with file.open("rb") as stream:
        return stream.read(_LONGEST_KEY).decode("utf-8", "replace")


def _asked() -> str:
    try:
        return input("Recovery key: ")
    except EOFError:
        return ""


def run(args: argparse.Namespace) -> int:
    """Ask for the recovery key, restore, and say where numbering goes on."""
    from kiosk.adapters.signer.key_folder import set_register_keys
    from kiosk.adapters.store import open_store
    from kiosk.adapters.system import SystemClock
    from kiosk.assembly import prepare_keys
    from kiosk.domain.problems import Problem
    from kiosk.ports import RegisterKeys, Store
    from kiosk.services.recovery import RecoveryKey, parse_recovery_key
    from kiosk.services.restore import restore
    from kiosk.settings import load_settings

    settings = load_settings()
    clock = SystemClock()
    folder = settings.data / "keys"
    prepare_keys(folder, clock)
    if args.practice:
        from kiosk.adapters.signer.key_folder import practice_recovery_key

        private = practice_recovery_key(folder)
        key: RecoveryKey | Problem = (
            RecoveryKey(private) if private else Problem("recovery_key_length")
        )
    elif args.recovery_key:
        key = parse_recovery_key(_written(args.recovery_key))
    else:
        key = parse_recovery_key(_asked())
    if isinstance(key, Problem):
        print(f"The recovery key cannot be used: {bare_problem_words(key)}", file=sys.stderr)
        return USE

    def open_at(place: Path, keys: RegisterKeys) -> Store:
        return open_store(f"sqlite:///{place}", keys, settings.terminal.id)

    done = restore(
        args.file,
        key,
        settings.data,
        clock,
        open_at,
        lambda keys: set_register_keys(folder, keys),
        force=args.force,
        ground=args.ground,
    )
    print(f"restored the backup of {done.made_at.isoformat(timespec='seconds')}")
    print(
        f"numbering goes on from {done.floor}; what stood here is in {done.set_aside or 'nothing'}"
    )
    return DONE
