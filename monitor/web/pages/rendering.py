"""Documents of templates: everything that is put into one is escaped."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

import jinja2
from litestar import Request, Response

from monitor.web.pages import text
from monitor.web.pages.assets import address

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""What a browser may load and run for a page: our own files, nothing that stands in the document itself."""

TEMPLATES: Final = Path(__file__).parent / "templates"
SCREENS: Final = (
    ("/", "Live", "l"),
    ("/held", "Held", "h"),
    ("/why", "Why", "y"),
    ("/actors", "Actors", "c"),
    ("/search", "Search", "s"),
    ("/watches", "Watches", "w"),
    ("/feeds", "Feeds", "f"),
    ("/deliveries", "Deliveries", "d"),
    ("/status", "Status", "t"),
)
"""Address, name and key (after `g`) of each screen, in the order of the menu."""

_environment: Final = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "at": text.day_and_time,
    "link": text.link,
    "short": text.short,
    "marked": text.marked,
    "marked_spans": text.marked_spans,
    "path": lambda text: quote(text, safe="/"),
    "query": lambda parameters: urlencode({name: value for name, value in parameters.items() if value}),
}
_environment.globals |= {"asset": address, "screens": SCREENS}


def document(
    request: Request[Any, Any, Any], template: str, now: datetime, *, status: int = 200, **given: Any
) -> Response[str]:
    """The page that `template` makes of what is `given`, as it is at `now`.

    A template is also given `here`, the path asked for, and `asked`, its parameters: an address of the same state.
    """
    made = _environment.get_template(template).render(
        here=request.url.path,
        asked=dict(request.query_params.items()),
        now=now,
        ago=lambda moment: text.ago(moment, now),
        **given,
    )
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "private, no-cache"}
    return Response(made, status_code=status, media_type="text/html", headers=headers)
