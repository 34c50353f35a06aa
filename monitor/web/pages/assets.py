"""Scripts, styles and pictures of the page, which ship with it; nothing is loaded from elsewhere."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from litestar.datastructures import CacheControlHeader
from litestar.router import Router
from litestar.static_files import create_static_files_router

STATIC: Final = Path(__file__).parent / "static"
_YEAR: Final = 365 * 24 * 3600


@cache
def address(name: str) -> str:
    """Where the browser gets the file `name`, which is another one once its content changes."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"


def router() -> Router:
    """Answers what `address` says; browsers keep it."""
    kept = CacheControlHeader(max_age=_YEAR, immutable=True, private=True)
    return create_static_files_router("/static", [STATIC], cache_control=kept, include_in_schema=False)
