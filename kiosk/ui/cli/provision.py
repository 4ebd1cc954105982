"""kiosk provision: take in an authority's signed pack, confirmed by two named persons."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, said
from kiosk.ui.cli.words import fault_words, problem_words

if TYPE_CHECKING:
    from kiosk.services.house import House


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("pack", type=Path, metavar="PACK", help="the pack the authority sent")
    parser.add_argument(
        "--by", type=said, action="append", default=[], metavar="NAME", help="give it twice"
    )
    parser.add_argument(
        "--fingerprint", default="", help="the root's fingerprint, as the authority told it"
    )


def run(args: argparse.Namespace) -> int:
    """Show the fingerprint, have it confirmed, and put the pack in force."""
    from kiosk.adapters.signer.pack import MAX_PACK_BYTES, read_pack
    from kiosk.assembly import assemble
    from kiosk.domain.problems import Problem
    from kiosk.services.provision import provision
    from kiosk.settings import load_settings

    try:
        with args.pack.open("rb") as file:
            content = file.read(MAX_PACK_BYTES + 1)
    except OSError as error:
        print(f"{args.pack}: cannot be read ({error.strerror})", file=sys.stderr)
        return USE

    def confirm(spoken: str) -> bool:
        if args.fingerprint:
            return _bare(args.fingerprint) == _bare(spoken)
        print(f"The root's fingerprint is\n\n  {spoken}\n")
        print("Both of you compare it with what the authority told you by another way.")
        return input("Type `yes` when every character agrees: ").strip() == "yes"

    with assemble(load_settings(), for_provisioning=True) as services:
        pack = read_pack(content)
        if isinstance(pack, Problem):
            print(f"{args.pack}: {problem_words(services.house, pack)}", file=sys.stderr)
            return USE
        if differing := services.unlike(pack):
            differs = Problem("provision.files_differ", params={"place": differing})
            print(problem_words(services.house, differs), file=sys.stderr)
            return NEGATIVE
        if not services.provisioned:
            _finish_practice(services.house)
        problem = provision(
            pack,
            content,
            tuple(args.by),
            confirm,
            install=services.keeper.installation(),
            place=services.authority_folder,
            store=services.house.store,
            now=services.house.clock.now(),
        )
        if problem is not None:
            print(problem_words(services.house, problem), file=sys.stderr)
            return NEGATIVE
    print(f"{pack.profile.authority}: this terminal now issues licences in its name")
    return DONE


def _finish_practice(house: "House") -> None:
    """Carry what practice left to its end as specimens, and tell of the names they hold."""
    from kiosk.services.process import resume_unfinished
    from kiosk.services.provision import count_specimens

    resume_unfinished(house, lambda left, why: print(left.number, fault_words(why), sep=": "))
    if count := count_specimens(house.store):
        print(
            f"The register holds {count} specimens from practice: their names stay taken, their"
            " proprietors count as registered, and notices that wait still go out. A fresh data"
            " folder begins without them.",
            file=sys.stderr,
        )


def _bare(fingerprint: str) -> str:
    return "".join(fingerprint.split()).replace(":", "").lower()
