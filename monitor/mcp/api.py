"""Asking the API of a running program."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import aiohttp

from monitor.errors import Refused, Transient

_TIMEOUT: Final = aiohttp.ClientTimeout(total=30)  # seconds


class Api:
    """The API at an address; closed by `close`."""

    def __init__(self, address: str, token: str | None) -> None:
        """`address` is that of the program (`http://HOST:PORT`), `token` one that may read, where it asks for one."""
        self._root = f"{address.rstrip('/')}/api/v1"
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._session: aiohttp.ClientSession | None = None

    async def get(self, *path: str, **parameters: object) -> Any:
        """What it answers to GET below `path`; parameters that are None are left out.

        Raises Refused with what it says where it refuses, and Transient where it does not answer.
        """
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT, headers=self._headers, trust_env=False)
        place = "/".join([self._root, *(quote(step, safe="") for step in path)])
        given = {name: str(value) for name, value in parameters.items() if value is not None}
        try:
            async with self._session.get(place, params=given, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise Refused(_refusal(answer.status, await _json(answer)))
                return await answer.json()
        except (aiohttp.ClientError, TimeoutError) as error:
            told = f"no Wirewatch answers at {self._root}: {error or 'it took too long'}"
            raise Transient(f"{told}. Is `wirewatch run` running, with `web:` in monitor.yaml?") from error

    async def close(self) -> None:
        """Ends its connections."""
        if self._session is not None:
            await self._session.close()


async def _json(answer: aiohttp.ClientResponse) -> Any:
    try:
        return await answer.json(content_type=None)
    except ValueError:
        return None


def _refusal(status: int, problem: object) -> str:
    """What a problem document (RFC 9457) says."""
    told: Mapping[str, Any] = problem if isinstance(problem, dict) else {}
    mistakes = [
        str(each["message"]) for each in told.get("errors") or () if isinstance(each, dict) and "message" in each
    ]
    said = str(told.get("detail") or told.get("title") or "the program gives no reason")
    return f"{status}: {'; '.join([said, *mistakes])}"
