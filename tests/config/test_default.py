"""The configuration to start from, and what is generated from the shapes."""

import re
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from monitor.config.configuration import Configuration
from monitor.config.default import default_files, write_default
from monitor.config.load import load
from monitor.config.reading.yaml_file import read
from monitor.config.reference.document import document
from monitor.config.reference.schema import schema
from monitor.errors import ConfigError
from monitor.match.matcher import Matcher, compile  # noqa: A004
from monitor.nlp.inline import InlineAnnotator
from monitor.notify.spec import Console
from monitor.records import AnnotatedArticle
from monitor.samples import failed_samples
from monitor.text.article import article_of, story_of
from tests.config.builders import loaded

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 5, 6, tzinfo=UTC)
KINDS = {"monitor": "monitor.yaml", "feeds": "feeds.yaml", "receivers": "receivers.yaml"}

# The facts of the article that the project began with, in words of our own.
ARTICLE = """
Twenty-six states promise troops for Ukraine once there is peace, President Emmanuel Macron said after a day in Paris.
The force would stand behind a peace deal or a ceasefire. Vladimir Putin has shown no wish for talks, aides to Volodymyr
Zelenskyy said. Should Russia go on refusing, Macron warned, further sanctions would follow, agreed with the U.S.
Putin must not be made too powerful, said Mark Rutte, who leads NATO.
"""
SEED = ROOT.parent / "shared" / "seeds" / "000_9ef5bc52e672a7d6.txt"
ARTICLES = [ARTICLE, *([SEED.read_text("utf-8")] if SEED.exists() else [])]


@pytest.fixture(scope="module")
def default() -> Configuration:
    return load(ROOT / "config", {})


@pytest.fixture(scope="module")
def matcher(default: Configuration) -> Matcher:
    return compile(default.watchlists)


def matched(matcher: Matcher, text: str, title: str = "", language: str = "en") -> dict[str, str]:
    """The sentence of the first evidence of each watch that matches. Words are found without language work."""
    placed = story_of(article_of(text, NOW, source="wire", title=title))
    annotated = AnnotatedArticle.of(placed, language=language, annotator="nobody")
    return {match.watch: match.evidence[0].sentence.text for match in matcher.match(annotated, NOW).matches}


def test_the_configuration_of_the_repository_is_the_default_one() -> None:
    for name, text in default_files().items():
        assert (ROOT / "config" / name).read_text("utf-8") == text, f"wirewatch init config --force would change {name}"


def test_the_default_configuration_is_good_and_shows_alerts_on_the_console(default: Configuration) -> None:
    assert default.receivers == (Console(name="console"),)
    assert len(default.feeds) >= 10
    assert {feed.url.split(":")[0] for feed in default.feeds} == {"https"}


@pytest.mark.parametrize("article", ARTICLES, ids=range(len(ARTICLES)))
def test_the_default_watchlists_alert_on_the_first_article_each_with_its_sentence(
    matcher: Matcher, article: str
) -> None:
    found = matched(matcher, article)
    words = {"macron": "Macron", "zelenskyy": "Zelenskyy", "putin": "Putin", "nato": "NATO"}
    words |= {"sanctions": "sanctions", "ceasefire": "ceasefire"}
    assert {watch: word in found.get(watch, "") for watch, word in words.items()} == dict.fromkeys(words, True)


def test_the_kremlin_is_known_by_its_alias_only(matcher: Matcher) -> None:
    assert "kremlin" in matched(matcher, "The Kremlin said nothing.")


def test_letters_are_not_words_of_the_same_spelling(matcher: Matcher) -> None:
    assert {"us", "who"} <= matched(matcher, "The US asked the WHO.").keys()
    assert not {"us", "who"} & matched(matcher, "They asked us who it was.").keys()


async def test_every_sample_is_matched_as_its_author_expects(default: Configuration) -> None:
    assert default.samples
    assert await failed_samples(default, InlineAnnotator()) == ()


def test_what_is_written_can_be_loaded_at_once(tmp_path: Path) -> None:
    written = write_default(tmp_path / "a" / "b")
    assert all(path.is_file() for path in written)
    assert load(tmp_path / "a" / "b", {}).watchlists


def test_files_that_exist_are_not_overwritten_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("mine")
    with pytest.raises(ConfigError) as caught:
        write_default(tmp_path)
    assert str(caught.value) == f"{tmp_path}/feeds.yaml: exists already; --force overwrites it"
    assert [path.name for path in tmp_path.iterdir()] == ["feeds.yaml"]
    write_default(tmp_path, force=True)
    assert "bbc-world" in (tmp_path / "feeds.yaml").read_text()


@pytest.mark.parametrize("path", sorted((ROOT / "config").glob("**/*.yaml")), ids=lambda path: str(path.name))
def test_every_file_fits_the_schema_that_its_first_line_names(path: Path) -> None:
    comment = path.read_text("utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", comment)
    assert named
    target = (path.parent / named[1]).resolve()
    made = schema()[target.stem]
    assert target.is_file()
    jsonschema.Draft202012Validator.check_schema(made)
    jsonschema.validate(read(path, path.name).data, made, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "case",
    """
    monitor/unknown-key monitor/duration-misspelt monitor/number-out-of-bounds monitor/version-of-the-future
    feeds/key-misspelt feeds/first-poll-unknown receivers/type-unknown receivers/secret-inline watchlists/key-misspelt
    watchlists/severity-misspelt watchlists/condition-with-two-keys watchlists/event-type-unknown
    watchlists/forms-misspelt watchlists/language-unknown watchlists/near-without-distance
    watchlists/again-misspelt watchlists/again-with-corrections watchlists/cap-without-a-number
    watchlists/cap-without-a-time watchlists/cap-outside-throttle watchlists/publishers-of-one
    watchlists/figure-of-nothing watchlists/step-by-an-unknown-figure watchlists/step-without-a-severity
    watchlists/spike-ratio-of-one watchlists/spike-without-a-window watchlists/absence-without-a-gap
    watchlists/mute-without-an-end watchlists/mute-without-a-reason
    receivers/quiet-without-a-zone receivers/quiet-hour-that-there-is-not receivers/quiet-key-misspelt
    receivers/digest-without-times receivers/group-of-two receivers/format-unknown receivers/template-of-a-file
    monitor/links-secret-inline monitor/links-without-a-port
    """.split(),
)
def test_the_schemas_refuse_what_the_program_refuses(case: str) -> None:
    kind, _ = case.split("/")
    path = Path(__file__).parent / "bad" / f"{case}.yaml"
    validator = jsonschema.Draft202012Validator(schema()["watchlist" if kind == "watchlists" else kind])
    assert not validator.is_valid(read(path, case).data)


@pytest.mark.parametrize(("kind", "number"), [("watchlist", 0), ("watchlist", 1), ("receivers", 2)])
def test_the_examples_in_the_documentation_fit_the_schemas_too(kind: str, number: int, tmp_path: Path) -> None:
    example = tmp_path / "example.yaml"
    example.write_text(re.findall(r"```yaml\n(.*?)```", document(), re.DOTALL)[number], "utf-8")
    jsonschema.validate(read(example, example.name).data, schema()[kind], jsonschema.Draft202012Validator)


def test_the_documentation_is_current() -> None:
    assert (ROOT / "docs" / "configuration.md").read_text("utf-8") == document(), (
        "run: python -m monitor.config.reference.document"
    )


def test_the_example_in_the_documentation_means_what_it_says(tmp_path: Path) -> None:
    example, attention, receivers = re.findall(r"```yaml\n(.*?)```", document(), re.DOTALL)
    configuration = loaded(tmp_path, watchlists__desk=example, watchlists__attention=attention, receivers=receivers)
    matcher = compile(configuration.watchlists)
    assert {s.text: s.watch in matched(matcher, s.text) for s in configuration.samples} == {
        s.text: s.matches for s in configuration.samples
    }
