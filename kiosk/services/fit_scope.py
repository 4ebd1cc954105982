"""Which scope items do not fit which premises, as the rules in force today say."""

from kiosk.services.house import House

_HOMES, _WITHOUT_SITE = "premises.residential_items", "premises.items_without_site"


def items_not_in_homes(house: House, procedure: str) -> frozenset[str]:
    """Items that the rules stop in a home (住宅)."""
    return _listed(house, procedure, _HOMES)


def items_needing_a_site(house: House, procedure: str) -> frozenset[str]:
    """Items that the rules stop where there is no shop of one's own: online or hosted."""
    return _listed(house, procedure, _WITHOUT_SITE)


def _listed(house: House, procedure: str, fact: str) -> frozenset[str]:
    rules, today = house.procedures[procedure].rules, house.today()
    found: set[str] = set()
    for rule in rules.in_force(today):
        listed = rules.parameter_of(rule, today) if rule.fact == fact else None
        if isinstance(listed, tuple):
            found.update(listed)
    return frozenset(found)
