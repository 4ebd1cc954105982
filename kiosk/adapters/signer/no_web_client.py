"""Keeps pyHanko from importing its asynchronous web client, a quarter of its import time.

pyHanko 0.38 imports aiohttp for a time-stamp client and for fetching certificates, on every
use. This house fetches nothing while verifying and asks time-stamp authorities through the
standard library. Import this module before any part of pyHanko.
"""

import sys
from types import ModuleType
from typing import Final

_UNUSED: Final = {
    "pyhanko.sign.timestamps.aiohttp_client": "HTTPTimeStamper",
    "pyhanko_certvalidator.fetchers.aiohttp_fetchers": "AIOHttpFetcherBackend",
}


def _stand_in(module: str, name: str) -> None:
    """Put an empty module with one empty class in the place of one not imported yet."""
    if module not in sys.modules:
        empty = ModuleType(module)
        setattr(empty, name, type(name, (), {}))
        sys.modules[module] = empty


for _module, _name in _UNUSED.items():
    _stand_in(_module, _name)
