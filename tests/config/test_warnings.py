"""What is suspicious in a configuration, and may be meant so: told with file and line, and no mistake."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.config.load import load
from tests.config.builders import GOOD, mistakes, written

NOW = datetime(2026, 5, 1, tzinfo=UTC)
FEEDS = "feeds:\n  - {id: wire, url: https://wire.example/rss, tags: [wire]}\n"
RECEIVERS = "receivers:\n  console: {type: console}\n  loud: {type: console, min_severity: high}\n"


def warnings(root: Path, watchlist: str) -> list[str]:
    files = {"feeds.yaml": FEEDS, "receivers.yaml": RECEIVERS, "watchlists/desk.yaml": watchlist}
    target = written(root / "config", GOOD | files)
    found = load(target, {}, now=NOW).warnings
    return [str(warning).replace(f"{target}/watchlists/desk.yaml:", "").replace("warning: ", "") for warning in found]


def of_watch(root: Path, text: str) -> list[str]:
    return warnings(root, f"watches:\n  - {{id: a, {text}}}\n")


def of_word(root: Path, text: str) -> list[str]:
    return of_watch(root, f"when: {{word: {text}}}")


MEANT = """
flood; X; NATO; {text: US, case: exact}; 'Paris, D.C.'; C++; Sgr A*; M*A*S*H; 9/11; Who's Who; 'Lock, Stock and Barrel'
WAR AND PEACE; Disney+; '"Weird Al" Yankovic'; A$AP; '#MeToo'; 10%; '@desk'; Jeopardy!; 'נאט"ו'; 22:30; '1,100'
'Yahoo, Inc.'; E=mc2; "'t Hooft"; AC/DC; Hapag-Lloyd; P!nk; 'healthy, wealthy and wise'; Q&A; Who?
'source: Alpha'; 501(c)(3); 'dead, or alive'
"""


@pytest.mark.parametrize(
    "word", [word.strip() for line in MEANT.split("\n") for word in line.split(";") if word.strip()]
)
def test_a_word_that_may_well_be_meant_is_not_warned_of(tmp_path: Path, word: str) -> None:
    assert of_word(tmp_path, word) == []


def test_a_word_that_stands_in_every_article_is_warned_of(tmp_path: Path) -> None:
    assert of_word(tmp_path, "the") == ["2: 'the' stands in most articles: expected a word that tells something"]


@pytest.mark.parametrize("word", ["of", "a", "The Who", "was that"])
def test_so_is_a_phrase_of_such_words_and_a_single_letter_that_is_one(tmp_path: Path, word: str) -> None:
    assert len(of_word(tmp_path, word)) == 1


def test_an_alias_for_another_language_is_held_against_that_language(tmp_path: Path) -> None:
    actors = (
        "actors:\n  a: {name: Alpha Beta, aliases: {de: [die], en: [die]}}\nwatches:\n  - {id: a, when: {actor: a}}\n"
    )
    assert warnings(tmp_path, actors) == [
        "2: 'die' stands in most articles: expected a word that tells something",
    ]


def test_an_abbreviation_that_is_a_word_in_small_letters_is_advised_to_count_its_case(tmp_path: Path) -> None:
    assert of_word(tmp_path, "US") == [
        "2: 'US' stands in most articles: expected a word that tells something; "
        "write it as {text: US, case: exact} if only the capitals are meant"
    ]
    assert of_word(tmp_path, "AID") == [
        "2: 'AID' is found where a text has the word 'aid' too; "
        "write it as {text: AID, case: exact} if only the capitals are meant"
    ]


def test_also_where_it_is_a_word_of_another_language(tmp_path: Path) -> None:
    (warning,) = of_word(tmp_path, "AI")
    assert "the word 'ai' (French) too" in warning


def test_brackets_and_a_comma_that_may_be_meant_are_warned_of_and_not_refused(tmp_path: Path) -> None:
    text = (
        "actors:\n  a: {name: NATO (the Alliance)}\n  b: {name: 'Paris, Texas'}\n  c: {name: Al aka Bo}\nwatches: []\n"
    )
    assert warnings(tmp_path, text) == [
        "2: 'NATO (the Alliance)' looks like search syntax: the text in brackets is taken literally, "
        "write it as name: NATO, aliases: [the Alliance]",
        "3: 'Paris, Texas' looks like search syntax: ',' is taken literally, write it as name: Paris, aliases: [Texas]",
        "4: 'Al aka Bo' looks like search syntax: 'aka' is taken literally, write it as name: Al, aliases: [Bo]",
    ]


def test_the_name_of_a_place_may_have_a_comma(tmp_path: Path) -> None:
    assert warnings(tmp_path, "actors:\n  b: {name: 'Paris, Texas', type: place}\nwatches: []\n") == []


def test_a_name_of_two_actors_is_warned_of_with_the_line_of_the_first(tmp_path: Path) -> None:
    text = "actors:\n  a: {name: Anna Alpha, aliases: [Alpha]}\n  b: {name: Alpha Ltd, aliases: [alpha]}\nwatches: []\n"
    assert warnings(tmp_path, text) == ["3: 'alpha' is a name of 'a' too, at line 2: both count where it stands"]


@pytest.mark.parametrize(
    "aliases",
    [("{en: [Alpha]}", "{de: [Alpha]}"), ("[{text: Ai, case: exact}]", "[{text: AI, case: exact}]")],
    ids=["in two languages", "in two cases"],
)
def test_a_name_that_cannot_stand_for_both_is_not(tmp_path: Path, aliases: tuple[str, str]) -> None:
    one, other = aliases
    text = f"actors:\n  a: {{name: Anna One, aliases: {one}}}\n  b: {{name: Two Ltd, aliases: {other}}}\nwatches: []\n"
    assert warnings(tmp_path, text) == []


def test_a_watch_that_has_expired_is_warned_of_on_its_day(tmp_path: Path) -> None:
    assert of_watch(tmp_path, "when: {word: flood}, expires: 2026-05-01") == [
        "2: watch 'a' expired on 2026-05-01 and looks at nothing"
    ]
    assert of_watch(tmp_path, "when: {word: flood}, expires: 2026-05-02") == []


def test_a_watch_that_no_receiver_takes_is_warned_of(tmp_path: Path) -> None:
    assert of_watch(tmp_path, "when: {word: flood}, severity: medium, routes: [loud]") == [
        "2: nobody hears of watch 'a': its severity is medium, less than every receiver of it takes: 'loud' (high)"
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "severity: {raise: [{if: {event: PROTEST}, to: high}]}, routes: [loud]",
        "severity: high, routes: [loud]",
        "severity: low, routes: [loud, console]",
        "mode: off",
    ],
)
def test_a_watch_that_a_receiver_takes_or_that_tells_nobody_is_not(tmp_path: Path, rest: str) -> None:
    assert of_watch(tmp_path, f"when: {{word: flood}}, {rest}") == []


def test_the_samples_of_a_watch_that_is_off_are_said_not_to_be_tried(tmp_path: Path) -> None:
    assert of_watch(tmp_path, "when: {word: flood}, mode: off, tests: [A flood.]") == [
        "2: watch 'a' is off: its samples are not tried"
    ]


def test_a_watch_that_looks_at_no_feed_is_warned_of(tmp_path: Path) -> None:
    for sources in ("{exclude: [wire]}", "{exclude_tags: [wire]}", "{include: wire, exclude_tags: [wire]}"):
        assert of_watch(tmp_path, f"when: {{word: flood}}, sources: {sources}") == [
            "2: watch 'a' looks at no feed: 'sources' leaves out every one"
        ]


def test_a_watch_that_looks_at_a_feed_or_at_a_host_that_any_feed_may_link_to_is_not(tmp_path: Path) -> None:
    for sources in ("{include: wire}", "{include: paper.example}"):
        assert of_watch(tmp_path, f"when: {{word: flood}}, sources: {sources}") == []


def test_an_absence_that_no_feed_is_polled_often_enough_for_is_warned_of(tmp_path: Path) -> None:
    assert of_watch(tmp_path, "when: {word: flood}, absence: 14m") == [
        "2: watch 'a' tells of an absence before it can know: none of its feeds is polled as often: "
        "the shortest interval is 900 s"
    ]
    assert of_watch(tmp_path, "when: {word: flood}, absence: 15m") == []


def test_a_receiver_that_takes_critical_alerts_only_and_lets_them_wait_is_warned_of(tmp_path: Path) -> None:
    def of_receiver(severity: str) -> list[str]:
        receivers = f"receivers:\n  phone: {{type: console, min_severity: {severity}, digest: {{cron: 0 7 * * *}}}}\n"
        watches = "watches: [{id: a, when: {word: flood}, severity: critical}]\n"
        target = written(
            tmp_path / "config",
            GOOD | {"feeds.yaml": FEEDS, "receivers.yaml": receivers, "watchlists/desk.yaml": watches},
        )
        return [str(each).replace(f"{target}/", "") for each in load(target, {}, now=NOW).warnings]

    assert of_receiver("critical") == [
        "receivers.yaml:2: warning: receiver 'phone' takes critical alerts only, and they wait for the next digest"
    ]
    assert of_receiver("high") == []


def test_a_confidence_that_hardly_any_event_reaches_is_warned_of(tmp_path: Path) -> None:
    assert of_watch(tmp_path, "event: {type: AID}, confidence: 1") == [
        "2: watch 'a': hardly any event is as sure as 1; 0.9 is high already"
    ]
    assert of_watch(tmp_path, "event: {type: AID}, confidence: 0.9") == []


def test_a_tab_may_part_a_key_from_its_value(tmp_path: Path) -> None:
    assert warnings(tmp_path, "watches:\n  - id: a\n    when:\t{word: flood}\n") == []


def test_warnings_are_not_given_as_mistakes(tmp_path: Path) -> None:
    target = written(tmp_path / "config", GOOD | {"watchlists/desk.yaml": "watches:\n  - {id: a, when: {word: the}}\n"})
    assert mistakes(target) == []


NAMESAKES = "actors:\n  a: {{name: {actor}}}\nwatches:\n  - {{id: a, when: {{actor: a}}}}\n"


def test_an_actor_that_may_be_one_of_several_who_are_known_is_asked_which(tmp_path: Path) -> None:
    (warning,) = warnings(tmp_path, NAMESAKES.format(actor="Republicans, type: org"))
    assert warning == (
        "2: actor 'a' is found by its own words only: several have this name (Republican Party, Les Républicains); "
        "'wikidata' says which one is meant"
    )


@pytest.mark.parametrize(
    "actor",
    [
        "Republicans, country: US",
        "Emmanuel Macron",
        "Emmanuel Macron, wikidata: Q999999999",
        "Amazon, type: place, country: BR, wikidata: Q999999999",
        "Kemi Nwachukwu, type: person",
    ],
)
def test_one_who_is_known_or_said_to_be_another_or_unknown_is_not_warned_of(tmp_path: Path, actor: str) -> None:
    assert warnings(tmp_path, NAMESAKES.format(actor=actor)) == []


def test_one_whose_country_is_another_is_asked_too(tmp_path: Path) -> None:
    assert (
        "is of another country (Emmanuel Macron)"
        in warnings(tmp_path, NAMESAKES.format(actor="Emmanuel Macron, country: BE")).pop()
    )
