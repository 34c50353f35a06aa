"""`wirewatch token` as a person types it."""

import json
from pathlib import Path

import pytest

from monitor.actions.tokens import PREFIX, digest
from monitor.records import Scope
from tests.cli.attention.desk import Desk, told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.told(told())
    return desk


def test_a_token_is_shown_once_and_kept_as_a_hash(desk: Desk) -> None:
    done = desk.types("token create wall --scope read --scope feed")
    secret = done.stdout.strip()
    assert secret.startswith(PREFIX)
    assert len(secret) > 40
    [kept] = desk.store(lambda store: store.tokens())
    assert (kept.name, kept.scopes, kept.digest) == ("wall", (Scope.FEED, Scope.READ), digest(secret))
    for path in desk.data.iterdir():
        assert secret.encode() not in path.read_bytes(), path
    listed = desk.types("token list").output
    assert listed.startswith("wall  feed, read\n")
    assert secret not in listed + desk.types("token list --json").output


def test_no_two_tokens_are_the_same(desk: Desk) -> None:
    assert desk.types("token create a").stdout != desk.types("token create b").stdout


def test_a_token_reads_unless_told_otherwise_and_may_run_out(desk: Desk) -> None:
    desk.types("token create wall --for 90d")
    [kept] = [json.loads(line) for line in desk.types("token list --json").output.splitlines()]
    assert (kept["scopes"], kept["expires"] is None) == (["read"], False)


def test_a_token_that_is_revoked_is_gone_and_its_name_is_free(desk: Desk) -> None:
    desk.types("token create wall")
    assert desk.types("token revoke wall").output == "revoked: wall\n"
    assert desk.types("token list").output == "0 tokens\n"
    assert "revoked 20" in desk.types("token list --all").output
    assert desk.types("token create wall").exit_code == 0


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("token create wall", 1, "there is a token 'wall' already"),
        ("token create other --scope admin", 2, "'admin' is not one of"),
        ("token create other --for soon", 2, "is no duration"),
        ("token create other --for 0s", 2, "would have run out"),
        ("token revoke other", 1, "there is no valid token 'other'"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, line: str, code: int, said: str) -> None:
    desk.types("token create wall")
    done = desk.types(line)
    assert (done.exit_code, said in done.output) == (code, True), done.output


@pytest.mark.parametrize("name", ["", " a", "a\nb", "x" * 101])
def test_a_name_that_is_none_is_refused(desk: Desk, name: str) -> None:
    assert desk.types("token create", "--", name).exit_code == 2
