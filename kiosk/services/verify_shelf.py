"""What a verify site publishes, asked for when it is due and kept: never back to an older one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.problems import Problem
from kiosk.domain.trust import SignedTrustList, TrustList
from kiosk.ports.published import Kept, Site
from kiosk.services.status_lists import list_name, newer_list
from kiosk.services.verify import Inspector

TRUST = "trust.json"


@dataclass(frozen=True, slots=True)
class VerifyShelf:
    """A site's trust list and status lists, each the newest that was ever proved.

    A kept file is not asked for again before ``ttl`` is over. What is offered and proves
    nothing, such as a captive portal's page, never takes the place of what was kept.
    """

    site: Site
    inspector: Inspector
    now: Callable[[], datetime]
    ttl: timedelta

    def trust(self, root: str) -> SignedTrustList | Problem | None:
        """The newest list that this root signed (SHA-256, hex), None when none can be had.

        A problem ``trust.…`` when what the site has is not signed by it and none was kept.
        """
        kept = self.site.kept(TRUST)
        old = self.inspector.read_trust_bundle(kept.content, root) if kept else None
        if kept and isinstance(old, SignedTrustList) and self._will_do(kept):
            return old
        content = self.site.fetch(TRUST)
        if content is None:
            return old if isinstance(old, SignedTrustList) else None
        fresh = self.inspector.read_trust_bundle(content, root)
        if isinstance(old, SignedTrustList) and (
            isinstance(fresh, Problem) or fresh.made_at < old.made_at
        ):
            return old
        if isinstance(fresh, SignedTrustList):
            self.site.keep(TRUST, content)
        return fresh

    def status_list(self, shard: int, trust: TrustList) -> bytes | None:
        """The newest token of a shard, None when none is proved."""
        name, now = list_name(shard), self.now()
        kept = self.site.kept(name)
        if kept and self._will_do(kept):
            best = newer_list(kept.content, None, shard, trust, self.inspector, now)
            if best is not None:
                return best
        offered = self.site.fetch(name)
        old = kept.content if kept else None
        best = newer_list(old, offered, shard, trust, self.inspector, now)
        if best is not None and best is offered:
            self.site.keep(name, best)
        return best

    def _will_do(self, kept: Kept) -> bool:
        return kept.since is not None and kept.since <= self.now() < kept.since + self.ttl
