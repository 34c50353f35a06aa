"""`wirewatch explain` as a person types it, against a server on loopback."""

from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from monitor.cli.explain.command import explain_command
from monitor.cli.explain.shown import Explained
from monitor.cli.main import main
from monitor.match.verdicts.rejection import RejectReason
from monitor.records import decode
from tests.config.builders import directory

OWN = "ingest: {allow_networks: [127.0.0.0/8]}\n"
WATCHLIST = """
actors:
  zyphora: {name: Zyphora Dynamics, aliases: [Zyphora], type: org, country: NO, sector: BUS}
  macron: {name: Emmanuel Macron, type: person}
watches:
  - {id: zyphora, when: {actor: zyphora}}
  - {id: oslo, when: {all: [{word: Oslo}, {word: snow}]}}
  - {id: rain, when: {word: rain}}
  - {id: president, when: {actor: macron}}
  - {id: asleep, mode: "off", when: {word: praised}}
"""
TEXT = "Emmanuel Macron praised Zyphora in Oslo."
PARAGRAPHS = "".join(
    f"<p>{sentence} Nobody in the room expected more of the day than a handshake and a photograph.</p>"
    for sentence in (TEXT, "Ministers will meet again on Friday in Berlin.", "The talks went on until midnight.")
)
PAGE = f"""<html lang="en"><head><title>Macron praises a company</title>
<meta property="article:published_time" content="2015-02-03T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Macron praises a company</h1>{PARAGRAPHS}</article><footer>All rights reserved</footer></body></html>"""
ITEMS = "".join(
    f"<item><title>Day {day}</title><link>/{day}</link><pubDate>0{day} Mar 2026 08:00:00 GMT</pubDate>"
    f"<description>{TEXT} This is news number {day} of {day * 7}.</description></item>"
    for day in range(1, 6)
)
PAGES = {
    "/page": ("text/html; charset=utf-8", PAGE),
    "/feed": ("application/rss+xml", f"<rss version='2.0'><channel><title>Herald</title>{ITEMS}</channel></rss>"),
    "/empty": ("text/html", "<html><body><script>render()</script></body></html>"),
    "/image": ("image/png", "\x89PNG and no more"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, text = PAGES.get(self.path, ("text/plain", ""))
        if self.path == "/paid":
            kind, text = PAGES["/feed"] if self.headers.get("Authorization") == "Bearer t0ken" else ("text/plain", "")
        self.send_response(200 if text else 401 if self.path == "/paid" else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in http.server
        """Nothing on the terminal."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return directory(tmp_path, monitor=OWN, watchlists__desk=WATCHLIST)


def explain(config: Path, *arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(explain_command, ["--config", str(config), *arguments], input=given)


def told(result: Result) -> list[Explained]:
    assert result.exit_code == 0, result.output
    return [decode(line.encode(), Explained) for line in result.stdout.splitlines()]


def test_a_text_is_shown_with_its_names_and_the_watches_that_it_meets(config: Path) -> None:
    shown = explain(config, TEXT).stdout
    assert "zyphora" in shown
    assert "emmanuel-macron" in shown
    assert "desk/zyphora told: first alert of this watch in this story" in shown


def test_the_same_is_told_to_programs(config: Path) -> None:
    (article,) = told(explain(config, "--json", TEXT))
    known = {mention.actor for mention in article.annotated.mentions if mention.actor}
    assert known == {"emmanuel-macron", "oslo-nor"}  # no id of a watchlist
    assert [each.match.watch for each in article.matches] == ["zyphora", "president"]
    assert {each.watch: each.reason for each in article.rejections} == {
        "oslo": RejectReason.MISSING,
        "rain": RejectReason.UNTOUCHED,
    }


def words(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_watches_that_were_looked_at_say_why_not_and_those_without_a_word_are_named(config: Path) -> None:
    shown = words(explain(config, TEXT))
    assert 'looked at, did not match (1) desk/oslo a required word is missing word "snow"' in shown
    assert "no word of it (1) desk/rain" in shown


def test_one_watch_is_shown_alone_also_where_no_word_of_it_occurs(config: Path) -> None:
    shown = words(explain(config, "--watch", "rain", TEXT))
    assert 'matches (0) looked at, did not match (1) desk/rain no word of it word "rain"' in shown
    assert "zyphora " not in shown


def test_of_one_watch_it_is_shown_who_its_actors_are_and_how_their_words_were_found(config: Path) -> None:
    shown = words(explain(config, "--watch", "president", "The French president may condemn Iran, Kyiv said."))
    assert "actor macron: “French president”, another name or office of the same actor (Emmanuel Macron)" in shown
    assert "desk/macron Emmanuel Macron Emmanuel Macron (emmanuel-macron): the same name" in shown
    assert "desk/zyphora" not in shown


def test_a_watch_that_is_off_is_shown_as_if_it_were_not(config: Path) -> None:
    result = explain(config, "--watch", "asleep", TEXT)
    assert "desk/asleep" in words(result)
    assert "the watch asleep is off" in result.stderr


def test_a_watch_that_nobody_has_is_refused_with_the_one_that_was_meant(config: Path) -> None:
    result = explain(config, "--watch", "presidnt", TEXT)
    assert result.exit_code == 2
    assert "there is no watch 'presidnt'; did you mean 'president'?" in result.output


def test_a_watchlist_that_is_being_edited_and_secrets_of_others_stop_nobody(config: Path) -> None:
    (config / "watchlists" / "half.yaml").write_text("watches:\n  - {id: half, when: {wrod: x}}\n")
    (config / "receivers.yaml").write_text("receivers:\n  hook: {type: webhook, url: {env: WIREWATCH_NOT_SET}}\n")
    result = explain(config, TEXT)
    assert "desk/zyphora told" in words(result)
    assert "half.yaml:2: unknown key 'wrod'" in result.stderr


def test_an_event_is_shown_with_who_they_are_and_a_sentence_without_one_says_why(config: Path) -> None:
    text = f"{TEXT} The French president may condemn Iran, Kyiv said. Rain fell on the roofs."
    shown = " ".join(explain(config, text).stdout.split())
    assert "actor “French president”: emmanuel-macron, FRA, GOV (the office that its words name)" in shown
    assert "recipient “Iran”: iran, IRN (its name); object of 'condemn'" in shown
    assert "said by “Kyiv”: ukraine, UKR, GOV (its name)" in shown
    assert "Rain fell on the roofs. it has no name, nor an unnamed party such as police or rebels" in shown
    (article,) = told(explain(config, "--json", text))
    assert [silence.sentence.text for silence in article.silences] == ["Rain fell on the roofs."]


def test_a_text_may_come_from_standard_input_and_has_its_own_day(config: Path) -> None:
    spoke = "The American president spoke."
    (article,) = told(explain(config, "--json", "--date", "2008-05-05", "-", given=spoke))
    assert "george-w-bush" in {mention.actor for mention in article.annotated.mentions}
    assert explain(config, "--date", "yesterday", TEXT).exit_code == 2


def test_without_a_configuration_there_are_no_watches_and_all_the_rest(tmp_path: Path) -> None:
    result = explain(tmp_path / "nowhere", TEXT)
    assert result.exit_code == 0
    assert "emmanuel-macron" in result.stdout
    assert "there are no watches" in result.stdout


def test_of_a_page_its_article_is_read_with_headline_and_day_and_without_its_menus(config: Path, site: str) -> None:
    (found,) = told(explain(config, "--json", f"{site}/page"))
    article = found.annotated.article
    assert article.title == "Macron praises a company"
    assert article.published == datetime(2015, 2, 3, tzinfo=UTC)
    assert article.text.startswith(TEXT)
    assert "Sport" not in article.text
    assert "rights" not in article.text


def test_of_a_feed_the_newest_entries_are_shown_and_how_many_there_are(config: Path, site: str) -> None:
    result = explain(config, "--json", "--newest", "2", f"{site}/feed")
    assert [each.annotated.article.title for each in told(result)] == ["Day 5", "Day 4"]
    assert "Herald: the newest 2 of 5 entries" in result.stderr


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/empty", "has no text of an article; a page that scripts fill cannot be read"),
        ("/image", "is neither a web page nor a feed (image/png)"),
        ("/gone", "HTTP status 404 (not found)"),
    ],
)
def test_what_is_no_article_is_refused_in_words(
    path: str, why: str, config: Path, site: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["wirewatch", "explain", "--config", str(config), f"{site}{path}"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert why in capsys.readouterr().err


def test_an_address_that_is_not_public_is_refused_unless_a_person_says_otherwise(tmp_path: Path, site: str) -> None:
    refused = explain(directory(tmp_path), f"{site}/page")
    assert "--allow-private" in str(refused.exception)
    assert explain(directory(tmp_path), "--allow-private", f"{site}/page").exit_code == 0


def test_an_address_with_a_password_is_refused_and_nothing_of_it_is_repeated(config: Path, site: str) -> None:
    result = explain(config, f"{site}/page".replace("//", "//desk:hunter2@"))
    told = f"{result.output}{result.exception}"
    assert "the address holds a user or password: give the feed a login" in told
    assert not [word for word in ("desk:", "hunter2") if word in told]


def test_a_feed_that_is_configured_is_asked_as_it_is_polled(
    tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = "login: {bearer: {env: PAID_TOKEN}}"
    feeds = f"feeds:\n  - {{id: paid, url: '{site}/paid', tags: [desk], allow_private: true, {login}}}\n"
    target = directory(tmp_path, feeds=feeds)
    monkeypatch.setenv("PAID_TOKEN", "t0ken")
    article = told(explain(target, "--json", "--newest", "1", f"{site}/paid/#top"))[0].annotated.article
    assert (article.feed, article.title, article.source_tags) == ("paid", "Day 5", ("desk",))
    monkeypatch.setenv("PAID_TOKEN", "wr0ng")
    assert str(explain(target, f"{site}/paid").exception) == f"{site}/paid: HTTP status 401: it refuses the login"
    monkeypatch.delenv("PAID_TOKEN")
    result = explain(target, f"{site}/paid")
    assert result.stderr.startswith("without the logins of feeds.yaml: ")
    assert str(result.exception) == f"{site}/paid: HTTP status 401: it asks for a login"


def test_a_file_that_is_not_there_is_told_instead_of_its_name_being_explained(config: Path) -> None:
    result = explain(config, str(config / "speech.txt"))
    assert result.exit_code == 2
    assert "there is no file" in result.output
    assert "speech.txt" in result.output


LONG = "a-watch-whose-id-is-long-since-it-says-all-that-it-is-for"
NARROW = f"""
watches:
  - {{id: {LONG}, when: {{all: [{{word: Friday}}, {{word: snow}}, {{word: hail}}]}}}}
"""
LONG_NAME = "Norwegian Ministry of Local Government and Regional Development of the Northern Counties"


@pytest.mark.parametrize("columns", [80, 40])
def test_however_narrow_it_is_names_reasons_and_ids_of_watches_are_whole(
    columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = directory(tmp_path, watchlists__desk=NARROW)
    text = f"The {LONG_NAME} warned Emmanuel Macron on Friday."
    monkeypatch.setenv("COLUMNS", "200")
    wide = words(explain(config, text))
    monkeypatch.setenv("COLUMNS", str(columns))
    narrow = explain(config, text)
    assert words(narrow) == wide, "nothing is cut, and no word is broken"
    lines = narrow.stdout.splitlines()
    below = lines[lines.index(f"desk/{LONG}") + 1]
    assert below.startswith("  a required word is missing")
    assert [line for line in lines if len(line) > columns] == ([f"desk/{LONG}"] if columns < len(LONG) else [])


def test_the_reason_of_a_name_stands_on_a_line_of_its_own(config: Path) -> None:
    lines = explain(config, TEXT).stdout.splitlines()
    (name,) = (number for number, line in enumerate(lines) if line.startswith("Emmanuel Macron  ×1 · "))
    assert "emmanuel-macron · FRA" in lines[name]
    assert lines[name + 1].startswith("  ")


def test_no_line_ends_in_blanks_in_a_pipe(config: Path) -> None:
    lines = explain(config, TEXT).stdout.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
