"""Who may ask over HTTP, what was answered, and what people make of alerts, in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime

from monitor.records import Asking, Feedback, Token
from monitor.store.memory_rows import remove

_NEVER = datetime.max.replace(tzinfo=UTC)


class MemoryAccessStore:
    """See AccessStore."""

    def __init__(self) -> None:
        super().__init__()
        self._tokens: dict[str, Token] = {}
        self._requests: dict[str, Asking] = {}
        self._feedback: dict[tuple[str, str], Feedback] = {}

    async def remember_token(self, token: Token) -> None:
        """Writes one token, in the place of what was known of it."""
        self._tokens[token.digest] = token

    async def token(self, digest: str) -> Token | None:
        """The token of this digest."""
        return self._tokens.get(digest)

    async def tokens(self) -> Sequence[Token]:
        """All of them, the oldest first."""
        return sorted(self._tokens.values(), key=lambda token: (token.created, token.digest))

    async def begin_request(self, asking: Asking) -> Asking:
        """Writes it where there is none with its id; returns the one that there is now."""
        return self._requests.setdefault(asking.id, asking)

    async def remember_answer(self, asking: Asking) -> None:
        """Writes it with its answer."""
        self._requests[asking.id] = asking

    async def remember_feedback(self, feedback: Feedback) -> None:
        """Writes what a person says of an alert, in the place of what they said before."""
        self._feedback[feedback.alert, feedback.author] = feedback

    async def feedback(self, watch: str | None = None, alert: str | None = None) -> Sequence[Feedback]:
        """That of a watch and of an alert, or all, newest first."""
        said = [each for each in self._feedback.values() if watch in (None, each.watch) and alert in (None, each.alert)]
        by_name = sorted(said, key=lambda each: (each.alert, each.author))
        return sorted(by_name, key=lambda each: each.at, reverse=True)

    async def forget_tokens(self, before: datetime) -> int:
        """Removes tokens that were revoked or ran out before `before`; returns how many."""
        return remove(self._tokens, lambda token: min(token.revoked or _NEVER, token.expires or _NEVER) < before)

    async def forget_requests(self, before: datetime) -> int:
        """Removes requests that came before `before`; returns how many."""
        return remove(self._requests, lambda asking: asking.at < before)

    async def forget_feedback(self, before: datetime) -> int:
        """Removes what was said before `before`; returns how many."""
        return remove(self._feedback, lambda each: each.at < before)
