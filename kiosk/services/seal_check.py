"""Check what branches sealed: whose signature does not fit, and which numbers are not there."""

from dataclasses import dataclass

from kiosk.domain.seal import seal_payload
from kiosk.ports import Store
from kiosk.services.trail_check import VerifySignature


@dataclass(frozen=True, slots=True)
class SealReport:
    """``missing`` and ``unlike`` are (terminal, sequence).

    What is missing at a register may still wait at its branch. What is unlike was changed since
    it was sealed, or sealed by a key that is not believed here.
    """

    seals: int
    missing: tuple[tuple[str, int], ...]
    unlike: tuple[tuple[str, int], ...]


def check_seals(store: Store, verify_signature: VerifySignature) -> SealReport:
    """Compare every seal with its application as it stands; erased ones are checked too."""
    with store.read() as uow:
        seals = list(uow.seals.every())
        unlike = tuple(
            (seal.terminal, seal.sequence)
            for seal in seals
            if not verify_signature(
                seal_payload(uow.applications.get(seal.application_id), seal.sequence),
                seal.signature,
            )
        )
    there = {(seal.terminal, seal.sequence) for seal in seals}
    last = {seal.terminal: seal.sequence for seal in seals}  # in the order of their numbers
    missing = tuple(
        (terminal, sequence)
        for terminal, highest in sorted(last.items())
        for sequence in range(1, highest)
        if (terminal, sequence) not in there
    )
    return SealReport(len(seals), missing, unlike)
