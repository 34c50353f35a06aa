"""Lists fit 80 columns with every word whole; moments have their year and zone."""

import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from rich.console import Console
from rich.text import Text

from monitor.cli.entries import entry, facts, listed, moment, printable

REASON = "12 polls in a row failed since 2026-11-20 09:00 UTC: no response: [Errno 111] Connect call failed [red]"


def printed(*lines: str, width: int = 80) -> str:
    page = io.StringIO()
    Console(file=page, width=width, highlight=False).print(entry(Text("dead  wire"), *lines))
    return page.getvalue()


def test_a_long_reason_is_wrapped_between_words_and_nothing_of_it_is_lost() -> None:
    shown = printed(REASON)
    assert max(map(len, shown.splitlines())) <= 80
    assert " ".join(shown.split()) == f"dead wire {REASON}"


def test_what_says_nothing_has_no_line() -> None:
    assert len(printed("", REASON[:20]).splitlines()) == 2


def test_only_what_is_known_is_a_fact() -> None:
    assert facts(("last new", ""), ("failed in a row", 3), ("", "2026"), ("error", None)) == "failed in a row 3 · 2026"


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=3))])
def test_a_moment_is_shown_in_utc_whatever_zone_it_has(zone: timezone) -> None:
    assert moment(datetime(2026, 10, 5, 6, 30, tzinfo=UTC).astimezone(zone)) == "2026-10-05 06:30:00 UTC"


def test_what_would_move_the_cursor_is_written_out() -> None:
    assert printable("\x1b[31mred\r\nnext") == "\\x1b[31mred\\x0d\nnext"


@pytest.mark.parametrize("err", [False, True])
def test_in_a_pipe_no_line_is_filled_up_with_blanks(
    err: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed([entry(Text("dead  wire"), REASON)], err=err)
    told = capsys.readouterr()
    lines = (told.err if err else told.out).splitlines()
    assert len(lines) == 3
    assert [line for line in lines if line != line.rstrip()] == []
