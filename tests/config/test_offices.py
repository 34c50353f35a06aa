"""Actors that are an office: whoever holds it on the day of the article."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from monitor.annotate.gazetteer.directory import load_directory
from monitor.config.compile.actors.offices import holders
from monitor.match import matcher
from monitor.match.matcher import MatchResult
from monitor.match.verdicts.rejection import RejectReason
from monitor.nlp.inline import InlineAnnotator
from monitor.text.article import article_of, story_of
from tests.config.builders import loaded

OFFICES = """
actors:
  macron: {name: Emmanuel Macron, type: person, aliases: [{text: Macron, case: exact}]}
  french: {office: President of France}
  chair: {office: Chair of the Acme Council, holder: [{actor: smith, since: 2020-03, until: 2024-06-30}, {actor: jones, since: 2024-06-30}]}
  smith: {name: Ada Smith, type: person, aliases: [{text: Smith, case: exact}]}
  jones: {name: Bea Jones, type: person, aliases: [{text: Jones, case: exact}]}
  ours: {office: Prime Minister of France, holder: macron}
watches:
"""  # noqa: E501


@cache
def annotator() -> InlineAnnotator:
    return InlineAnnotator()


def result(root: Path, asked: str, text: str, day: date) -> MatchResult:
    lists = loaded(root, watchlists__desk=f"{OFFICES}  - {{id: w, {asked}}}").watchlists
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    annotated = annotator().annotate_now(story_of(article_of(text, moment, source="wire", published=moment)))
    return matcher.compile(lists).match(annotated, moment)


@pytest.mark.parametrize(
    ("actor", "text", "day", "words"),
    [
        ("french", "Emmanuel Macron spoke.", date(2026, 1, 1), ["Emmanuel Macron"]),
        ("french", "Emmanuel Macron spoke.", date(2016, 1, 1), []),
        ("french", "Macron spoke in Paris.", date(2020, 1, 1), ["Macron"]),
        ("french", "François Hollande spoke in Paris.", date(2016, 1, 1), ["François Hollande"]),
        ("french", "François Hollande spoke in Paris.", date(2026, 1, 1), []),
        ("french", "Hollande spoke in Paris, in France.", date(2016, 1, 1), ["Hollande"]),
        ("french", "Hollande spoke in Paris, in France.", date(2026, 1, 1), []),
        ("french", "The French president spoke.", date(2016, 1, 1), ["The French president"]),
        ("french", "The president of France spoke.", date(2026, 1, 1), ["president of France"]),
        ("french", "A former president of France spoke.", date(2026, 1, 1), []),
        ("french", "Brigitte Macron spoke.", date(2026, 1, 1), []),
        ("chair", "Ada Smith spoke.", date(2020, 3, 2), ["Ada Smith"]),
        ("chair", "Ada Smith spoke.", date(2020, 2, 28), []),
        ("chair", "Ada Smith spoke. Smith left.", date(2024, 6, 29), ["Ada Smith", "Smith"]),
        ("chair", "Ada Smith spoke.", date(2024, 6, 30), []),
        ("chair", "Bea Jones spoke.", date(2024, 6, 30), ["Bea Jones"]),
        ("chair", "The Chair of the Acme Council spoke.", date(1999, 1, 1), ["Chair of the Acme Council"]),
        ("chair", "The deputy Chair of the Acme Council spoke.", date(1999, 1, 1), []),
        ("chair", "Then the Chair of the Acme Council spoke.", date(1999, 1, 1), ["Chair of the Acme Council"]),
        ("chair", "An ex-Chair of the Acme Council spoke.", date(1999, 1, 1), []),
        ("ours", "Emmanuel Macron spoke.", date(1999, 1, 1), ["Emmanuel Macron"]),
        ("ours", "Sébastien Lecornu spoke.", date(2026, 1, 1), []),
    ],
)
def test_an_office_is_whoever_holds_it_on_the_day_of_the_article(
    actor: str, text: str, day: date, words: list[str], tmp_path: Path
) -> None:
    matches = result(tmp_path, f"when: {{actor: {actor}}}", text, day).matches
    found = [(piece.clause, piece.matched.text.removeprefix("The ")) for match in matches for piece in match.evidence]
    assert found == [(f"actor {actor}", word.removeprefix("The ")) for word in words]


def test_the_evidence_says_who_holds_it(tmp_path: Path) -> None:
    (match,) = result(tmp_path, "when: {actor: french}", "Macron spoke in Paris.", date(2026, 1, 1)).matches
    assert [str(piece.meant) for piece in match.evidence] == ["Emmanuel Macron"]
    assert match.actors == ("french", "emmanuel-macron")


def test_who_is_not_in_office_is_told_as_the_reason(tmp_path: Path) -> None:
    told = result(tmp_path, "when: {actor: chair}", "Ada Smith spoke.", date(2025, 1, 1)).not_matched[0]
    assert told.reason is RejectReason.NOT_THE_WORD
    assert told.detail == (
        'actor chair: "Ada Smith" does not count: the name of who does not hold the office on the day of the article'
    )


@pytest.mark.parametrize(("day", "is_party"), [(date(2026, 1, 1), True), (date(2016, 1, 1), False)])
def test_an_office_is_a_party_of_events_by_the_day_too(day: date, is_party: bool, tmp_path: Path) -> None:
    text = "Emmanuel Macron accused Russia of lying on Monday. He condemned Moscow."
    asked = "event: {type: ACCUSE, actor: french}, confidence: 0"
    assert bool(result(tmp_path, asked, text, day).matches) is is_party


@pytest.mark.parametrize(
    ("office", "last"),
    [
        ("President of France", "Emmanuel Macron"),
        ("French president", "Emmanuel Macron"),
        ("president of the United States", "Donald Trump"),
        ("US president", "Donald Trump"),
        ("Israel's defence minister", "Israel Katz"),
        ("NATO secretary general", "Mark Rutte"),
        ("Pope", "Pope Leo XIV"),
        ("prime minister", None),
        ("president of Atlantis", None),
        ("gardener of France", None),
        ("France", None),
    ],
)
def test_the_gazetteer_knows_offices_by_their_usual_words(office: str, last: str | None) -> None:
    found = holders(office, load_directory())
    assert (found[0].actor.name if found else None) == last


def test_check_shows_who_holds_an_office(tmp_path: Path) -> None:
    actors = loaded(tmp_path, watchlists__desk=f"{OFFICES}  - {{id: w, when: {{actor: french}}}}").watchlists[0].actors
    shown = {actor.id: str(actor.identity) for actor in actors}
    assert shown["french"].startswith(
        "an office, which stands for whoever holds it on the day of the article "
        "(Emmanuel Macron since 2017-05-14, François Hollande since 2012-05-15"
    )
    assert shown["ours"].endswith("(Emmanuel Macron)")
