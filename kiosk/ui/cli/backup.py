"""kiosk backup: the register and its wrapped keys in one file."""

import argparse
from pathlib import Path

from kiosk.ui.cli.exits import DONE


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="must not exist yet")


def run(args: argparse.Namespace) -> int:
    """Write the backup and tell its size and hash."""
    from kiosk.assembly import assemble
    from kiosk.services.backup import backup
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        report = backup(
            services.house.store,
            services.house.clock,
            services.keys.register,
            services.keys.recovery_public,
            services.settings.data,
            args.file.absolute(),
        )
    print(f"{report.file}: {report.size} bytes, SHA-256 of its manifest {report.sha256}")
    return DONE
