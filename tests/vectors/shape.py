"""What one vector is, and what is expected of whoever checks it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.vectors.world import AUTHORITY, ELSEWHERE, NOW, TWINS

SIGNATURE = {
    "malformed": "not asked",
    "not_a_credential": "not asked",
    "wrong_algorithm": "not asked",
    "unknown_key": "unknown key",
    "key_revoked": "revoked key",
    "bad_signature": "invalid",
}
COMPOSITIONS = {1: "个人经营", 2: "家庭经营"}
TERMINALS = {"P01": ("", "", True), "E01": (ELSEWHERE, "E01", False)} | {
    name: (AUTHORITY, terminal, False)
    for name, terminal in (
        *((f"K0{n}", f"K0{n}") for n in range(1, 8)),
        *((name, f"T{n}") for n, name in enumerate(TWINS, 1)),
    )
}
"""Authority, terminal and whether a key is practice, as the trust lists say."""


@dataclass(frozen=True)
class Vector:
    """A text to check, under which circumstances, and what comes of it.

    ``lists`` maps a shard to the name of a status list; None: the status is not asked.
    """

    id: str
    what: str
    text: str
    reason: str
    trust: str = "authority"
    lists: dict[int, str] | None = None
    now: datetime = NOW
    status: str = ""
    as_of: datetime | None = None
    fields: dict[str, str] = field(default_factory=dict)
    specimen: bool = False

    def as_json(self):
        """The object in the file."""
        told = "not asked" if self.lists is None or not self.fields else "unknown"
        made = {
            "id": self.id,
            "what": self.what,
            "text": self.text,
            "trust": self.trust,
            "now": self.now.isoformat(),
            "reason": self.reason,
            "valid": self.reason == "ok",
            "specimen": self.specimen,
            "signature": SIGNATURE.get(self.reason, "valid"),
            "status": self.status or told,
        }
        if self.lists is not None:
            made["lists"] = {str(shard): name for shard, name in self.lists.items()}
        if self.as_of is not None:
            made["status_as_of"] = self.as_of.isoformat()
        if self.fields:
            made["fields"] = self.fields
        return made


def shown(claims, by: str = "K01") -> dict[str, str]:
    """What a checker shows of these claims, once the signature holds."""
    authority, terminal, _ = TERMINALS[by]
    day = claims[8]
    return {
        "credit_code": claims[2],
        "name": claims[3],
        "proprietor": claims[4],
        "business_type": "个体工商户",
        "composition": COMPOSITIONS[claims[7]],
        "registered_on": f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}",
        "premises_code": str(claims[9]),
        "authority_division": str(claims[12]),
        "issued_at": datetime.fromtimestamp(claims[6], UTC).isoformat(),
        "signed_by": authority,
        "terminal": terminal,
    }
