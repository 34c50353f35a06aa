"""Who may ask over HTTP, what was answered, and what people make of alerts, in a database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from monitor.records import Asking, Feedback, Token, encode
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import feedback, requests, tokens

_TOKEN = select(tokens.c.record).where(tokens.c.digest == bindparam("digest"))
_TOKENS = select(tokens.c.record).order_by(tokens.c.created, tokens.c.digest)
_REQUEST = select(requests.c.record).where(requests.c.id == bindparam("id"))
_FEEDBACK = select(feedback.c.record).order_by(feedback.c.at.desc(), feedback.c.alert, feedback.c.author)


class SqlAccessStore(Part):
    """See AccessStore."""

    async def remember_token(self, token: Token) -> None:
        """Writes one token, in the place of what was known of it."""
        ends = [moment for moment in (token.revoked, token.expires) if moment is not None]
        row = {
            "digest": token.digest,
            "created": token.created,
            "ended": min(ends, default=None),
            "record": encode(token).decode(),
        }
        await self._database.write(Step(self._database.upsert(tokens, "digest"), row), durable=True)

    async def token(self, digest: str) -> Token | None:
        """The token of this digest."""
        return next(iter(await self._database.records(Token, _TOKEN, digest=digest)), None)

    async def tokens(self) -> Sequence[Token]:
        """All of them, the oldest first."""
        return await self._database.records(Token, _TOKENS)

    async def begin_request(self, asking: Asking) -> Asking:
        """Writes it where there is none with its id; returns the one that there is now."""
        insert = self._database.insert(requests).on_conflict_do_nothing()
        await self._database.write(Step(insert, _row(asking)), durable=True)
        return next(iter(await self._database.records(Asking, _REQUEST, id=asking.id)), asking)

    async def remember_answer(self, asking: Asking) -> None:
        """Writes it with its answer."""
        await self._database.write(Step(self._database.upsert(requests, "id"), _row(asking)))

    async def remember_feedback(self, feedback_: Feedback) -> None:
        """Writes what a person says of an alert, in the place of what they said before."""
        row = {
            "alert": feedback_.alert,
            "author": feedback_.author,
            "watch": feedback_.watch,
            "at": feedback_.at,
            "record": encode(feedback_).decode(),
        }
        await self._database.write(Step(self._database.upsert(feedback, "alert", "author"), row), durable=True)

    async def feedback(self, watch: str | None = None, alert: str | None = None) -> Sequence[Feedback]:
        """That of a watch and of an alert, or all, newest first."""
        wanted = {"watch": watch, "alert": alert}
        given = {name: value for name, value in wanted.items() if value is not None}
        query = _FEEDBACK.where(*(feedback.c[name] == bindparam(f"{name}_") for name in given))
        return await self._database.records(Feedback, query, **{f"{name}_": value for name, value in given.items()})

    async def forget_tokens(self, before: datetime) -> int:
        """Removes tokens that were revoked or ran out before `before`; returns how many."""
        return await self._database.delete(tokens, tokens.c.ended < bindparam("before"), before=before)

    async def forget_requests(self, before: datetime) -> int:
        """Removes requests that came before `before`; returns how many."""
        return await self._database.delete(requests, requests.c.at < bindparam("before"), before=before)

    async def forget_feedback(self, before: datetime) -> int:
        """Removes what was said before `before`; returns how many."""
        return await self._database.delete(feedback, feedback.c.at < bindparam("before"), before=before)


def _row(asking: Asking) -> dict[str, object]:
    return {"id": asking.id, "at": asking.at, "record": encode(asking).decode()}
