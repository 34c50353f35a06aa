"""Tokens, requests that are done once, and feedback, on every store."""

from msgspec.structs import replace

from monitor.records import Answer, Asking, Feedback, Scope, Token, Verdict
from monitor.store.base import Store
from tests.store.builders import NOON, minutes


def token(name: str = "desk", *, at: float = 0) -> Token:
    return Token(digest=f"digest-{name}", name=name, scopes=(Scope.READ,), created=NOON + minutes(at))


def asking(name: str = "rq-1", *, at: float = 0, fingerprint: str = "f") -> Asking:
    return Asking(id=name, fingerprint=fingerprint, at=NOON + minutes(at))


def feedback(
    alert: str = "al-1", author: str = "anna", *, watch: str = "ceasefire", at: float = 0, note: str = ""
) -> Feedback:
    return Feedback(
        alert=alert,
        watch=watch,
        article="a-1",
        verdict=Verdict.WRONG,
        note=note,
        author=author,
        at=NOON + minutes(at),
    )


async def test_an_empty_store_lets_nobody_in_and_knows_no_opinion(store: Store) -> None:
    assert await store.token("digest-desk") is None
    assert await store.tokens() == []
    assert await store.feedback() == []


async def test_a_token_is_found_by_its_digest_alone(store: Store) -> None:
    for each in (token("late", at=1), token()):
        await store.remember_token(each)
    assert await store.token("digest-desk") == token()
    assert await store.token("desk") is None
    assert [each.name for each in await store.tokens()] == ["desk", "late"]
    revoked = replace(token(), revoked=NOON + minutes(5))
    await store.remember_token(revoked)
    assert await store.token("digest-desk") == revoked


async def test_a_request_begins_once(store: Store) -> None:
    assert await store.begin_request(asking()) == asking()
    assert await store.begin_request(asking(at=5, fingerprint="other")) == asking()
    answered = replace(asking(), answer=Answer(status=201, content_type="application/json", body=b'{"a":"\xc3\xa9"}'))
    await store.remember_answer(answered)
    assert await store.begin_request(asking(at=9)) == answered


async def test_one_person_has_one_opinion_of_an_alert(store: Store) -> None:
    said = [
        feedback(at=1),
        feedback("al-2", at=2),
        feedback(author="bert", at=3, watch="nato"),
        feedback(at=4, note="another"),
    ]
    for each in said:
        await store.remember_feedback(each)
    assert await store.feedback() == [said[3], said[2], said[1]]
    assert await store.feedback(watch="ceasefire") == [said[3], said[1]]
    assert await store.feedback(alert="al-1") == [said[3], said[2]]
    assert await store.feedback("nato", "al-2") == []


async def test_what_is_over_is_forgotten_and_nothing_else(store: Store) -> None:
    old = NOON - minutes(60)
    await store.remember_token(replace(token("revoked"), revoked=old))
    await store.remember_token(replace(token("expired"), expires=old, revoked=NOON + minutes(5)))
    await store.remember_token(replace(token("to expire"), expires=NOON + minutes(5)))
    await store.remember_token(token())
    for name, at in (("rq-old", -60.0), ("rq-1", 0.0)):
        await store.begin_request(asking(name, at=at))
        await store.remember_feedback(feedback(name, at=at))
    assert [
        await store.forget_tokens(NOON),
        await store.forget_requests(NOON),
        await store.forget_feedback(NOON),
    ] == [2, 1, 1]
    assert {each.name for each in await store.tokens()} == {"to expire", "desk"}
    assert [each.alert for each in await store.feedback()] == ["rq-1"]
    assert await store.begin_request(asking("rq-1", at=9)) == asking("rq-1")
