"""What the error numbers of a modem mean: +CMS ERROR for a message, +CME ERROR for the device."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a message was not taken; ``passes``: perhaps in a moment; ``reset``: after a restart."""

    reason: str
    permanent: bool = False
    passes: bool = False
    reset: bool = False


_NUMBER = Failure("number_refused", permanent=True)
_REFUSED = Failure("message_refused", permanent=True)
_BUSY = Failure("network_busy", passes=True)
_SIM = Failure("sim_trouble")
_DEVICE = Failure("modem_trouble", passes=True, reset=True)

_CMS = {
    **dict.fromkeys((1, 28, 30), _NUMBER),  # unassigned, unidentified, unknown
    **dict.fromkeys((95, 96, 97, 98, 99, 304, 305), _REFUSED),  # nonsense in the message
    **dict.fromkeys((27, 38, 41, 42, 47, 331, 332), _BUSY),
    **dict.fromkeys((310, 311, 312, 313, 315, 316, 317, 318), _SIM),
    314: Failure("sim_busy", passes=True),
    **dict.fromkeys((300, 320, 321, 322, 500), _DEVICE),
    **dict.fromkeys((8, 10, 29, 50, 69), Failure("subscription_refused")),
    330: Failure("service_centre_unknown"),
}
"""3GPP TS 27.005, 3.2.5, and TS 24.011, annex E; from 512 on each maker has its own."""

_CME = {
    10: "modem_no_sim",
    11: "modem_pin_missing",
    12: "modem_puk",
    13: "modem_no_sim",
    15: "modem_no_sim",
    16: "modem_pin_refused",
}
"""3GPP TS 27.007, 9.2."""


def cms_failure(number: int) -> Failure:
    """What +CMS ERROR means for a message."""
    return _CMS.get(number) or Failure(f"modem_{number}", passes=number >= 512)


def cme_fault(number: int) -> str:
    """The fault's code for +CME ERROR when the SIM is asked."""
    return _CME.get(number, "modem_no_answer")
