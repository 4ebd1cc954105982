"""An authority's profile: who registers, under which host, with which words and series."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """What an authority's pack says of itself; the stock profile names no real authority.

    ``code_series`` are the first three characters of the organisation code's body;
    the stock series MAY is one that no authority has reached (GB 32100, GB 11714).
    """

    authority: str
    division: str  # six digits
    verify_host: str  # upper case, of the credential's address
    sms_signature: str
    telephone: str
    hall: str
    reconsideration: str  # where an administrative review is asked for
    court: str
    seal_legend: str
    code_series: str = "MAY"
    national_licence: bool = False  # whether notices may mention the national e-licence
    version: str = "stock"
