"""The watchlist language: what each way of writing means."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.annotate.confidence.confidence import ALERT_CONFIDENCE
from monitor.match.watchlist import (
    DEFAULT_MODALITY,
    ActorIs,
    All,
    Any,
    Case,
    Condition,
    Forms,
    Modality,
    Near,
    OneOf,
    Scope,
    Sources,
    TermIs,
    Word,
    WordIs,
)
from monitor.records import EventType, Severity, Visibility
from tests.config.builders import loaded, watch

PEOPLE = """
actors:
  macron: {name: Emmanuel Macron, country: FR}
  merz: {name: Friedrich Merz, country: DEU}
  scholz: {name: Olaf Scholz, country: DE}
groups:
  leaders: [macron, merz]
terms:
  truce: {en: [truce]}
  talks: {en: [talks]}
watches:
"""


def condition(root: Path, text: str) -> Condition | None:
    return watch(root, f"{PEOPLE}  - {{id: a, when: {text}}}").when


def exactly(text: str) -> WordIs:
    return WordIs(word=Word(text=text))


@pytest.mark.parametrize("written", ["macron", "[macron]", "{any: macron}", "{any: [macron]}"])
def test_one_name_may_be_written_in_four_ways(tmp_path: Path, written: str) -> None:
    assert condition(tmp_path, f"{{actor: {written}}}") == ActorIs(actors=("macron",))


def test_a_group_stands_for_its_members_each_once(tmp_path: Path) -> None:
    assert condition(tmp_path, "{actor: [merz, leaders]}") == ActorIs(actors=("merz", "macron"))


def test_a_word_and_a_phrase_are_meant_as_written_and_a_keyword_with_its_forms(tmp_path: Path) -> None:
    assert condition(tmp_path, "{word: truce}") == exactly("truce")
    assert condition(tmp_path, "{phrase: on this day}") == exactly("on this day")
    assert condition(tmp_path, "{keyword: truce}") == WordIs(word=Word(text="truce", forms=Forms.LEMMA))


def test_a_word_says_how_it_is_meant(tmp_path: Path) -> None:
    expected = Word(text="SWIFT", case=Case.EXACT, forms=Forms.PREFIX)
    assert condition(tmp_path, "{word: {text: SWIFT, case: exact, forms: prefix}}") == WordIs(word=expected)


def test_conditions_nest(tmp_path: Path) -> None:
    assert condition(tmp_path, "{all: [{actor: macron}, {any: [{term: truce}, {word: peace}]}]}") == All(
        conditions=(ActorIs(actors=("macron",)), Any(conditions=(TermIs(terms=("truce",)), exactly("peace"))))
    )


def test_a_bare_text_near_another_is_a_word(tmp_path: Path) -> None:
    assert condition(tmp_path, "{near: {a: truce, b: {term: talks}, within: 8, ordered: true}}") == Near(
        first=exactly("truce"), second=TermIs(terms=("talks",)), within=8, ordered=True
    )


def test_what_must_not_be_there_stands_beside_when_or_in_it(tmp_path: Path) -> None:
    inside = watch(tmp_path, f"{PEOPLE}  - {{id: a, when: {{term: truce, none: [{{word: game}}]}}}}")
    beside = watch(tmp_path, f"{PEOPLE}  - {{id: a, when: {{term: truce}}, none: [{{word: game}}]}}")
    assert inside == beside
    assert inside.none == (exactly("game"),)
    assert inside.when == TermIs(terms=("truce",))


def test_names_of_an_actor_are_looked_for_as_names_in_the_languages_they_belong_to(tmp_path: Path) -> None:
    text = "actors:\n  a: {name: The A, aliases: {en: [Ay, {text: AA, case: exact}], any: Ah}}\nwatches: []\n"
    assert loaded(tmp_path, watchlists__desk=text).watchlists[0].actors[0].names == (
        Word(text="The A", forms=Forms.NAME),
        Word(text="Ay", language="en", forms=Forms.NAME),
        Word(text="AA", language="en", case=Case.EXACT, forms=Forms.NAME),
        Word(text="Ah", forms=Forms.NAME),
    )


def test_an_alias_of_the_same_text_says_how_the_name_is_meant(tmp_path: Path) -> None:
    text = "actors:\n  nato: {name: NATO, aliases: [{text: NATO, case: exact}]}\nwatches: []\n"
    names = loaded(tmp_path, watchlists__desk=text).watchlists[0].actors[0].names
    assert names == (Word(text="NATO", case=Case.EXACT, forms=Forms.NAME),)


def test_a_name_that_is_the_same_in_another_language_stays_that_of_all(tmp_path: Path) -> None:
    text = "actors:\n  georgia: {name: Georgia, aliases: {es: Georgia, de: Georgien}}\nwatches: []\n"
    names = loaded(tmp_path, watchlists__desk=text).watchlists[0].actors[0].names
    assert [(word.text, word.language) for word in names] == [("Georgia", "*"), ("Georgia", "es"), ("Georgien", "de")]


@pytest.mark.parametrize(
    ("given", "asks"),
    [
        ("event: {type: AID}", False),
        ("event: {type: AID}, modality: quoted", False),
        ("event: {type: AID}, modality: [asserted, planned]", True),
        ("event: {type: AID, polarity: negated}", True),
    ],
)
def test_a_watch_that_says_so_asks_for_modes(tmp_path: Path, given: str, *, asks: bool) -> None:
    found = watch(tmp_path, f"watches:\n  - {{id: a, {given}}}").event
    assert found is not None
    assert found.asks_modes is asks


def test_words_of_a_term_inherit_what_they_do_not_say(tmp_path: Path) -> None:
    text = "terms:\n  t: {forms: prefix, case: exact, en: [Truce, {text: peace, forms: exact, case: fold}], no: fred}\n"
    assert loaded(tmp_path, watchlists__desk=text + "watches: []").watchlists[0].terms[0].words == (
        Word(text="Truce", language="en", case=Case.EXACT, forms=Forms.PREFIX),
        Word(text="peace", language="en"),
        Word(text="fred", language="no", case=Case.EXACT, forms=Forms.PREFIX),
    )


def test_words_of_a_term_are_found_with_their_inflections_unless_it_says_otherwise(tmp_path: Path) -> None:
    text = "terms:\n  t: {en: [truce]}\nwatches: []\n"
    assert loaded(tmp_path, watchlists__desk=text).watchlists[0].terms[0].words[0].forms is Forms.LEMMA


def test_an_event_names_its_parties_by_actor_group_or_country(tmp_path: Path) -> None:
    text = f"{PEOPLE}  - {{id: a, event: {{type: SANCTION, actor: leaders, recipient: {{country: DE, any: macron}}}}}}"
    event = watch(tmp_path, text).event
    assert event is not None
    assert event.types == (EventType.SANCTION,)
    assert event.actors == (OneOf(actors=("macron", "merz")),)
    assert event.recipients == (OneOf(actors=("macron", "merz", "scholz"), countries=("DEU",)),)


def test_a_country_of_a_place_is_no_person_of_it(tmp_path: Path) -> None:
    event = watch(tmp_path, f"{PEOPLE}  - {{id: a, event: {{type: ASSAULT, location: {{country: DE}}}}}}").event
    assert event is not None
    assert event.location == OneOf(countries=("DEU",))


@pytest.mark.parametrize("actor", ["", "actor: any, ", "actor: [any], ", "actor: {any: any}, ", "actor: {}, "])
def test_an_event_may_be_anybodys(tmp_path: Path, actor: str) -> None:
    event = watch(tmp_path, f"{PEOPLE}  - {{id: a, event: {{{actor}type: [SANCTION, ACCUSE]}}}}").event
    assert event is not None
    assert event.actors == ()


@pytest.mark.parametrize(
    ("event", "modality", "negated", "allowed"),
    [
        ("", "", False, DEFAULT_MODALITY),
        (", polarity: negated", "", True, DEFAULT_MODALITY),
        (", polarity: any", "", None, (*DEFAULT_MODALITY, Modality.NEGATED)),
        ("", ", modality: [asserted, negated]", None, (Modality.ASSERTED, Modality.NEGATED)),
        (", polarity: affirmed", ", modality: historical", False, (Modality.HISTORICAL,)),
        (", polarity: negated", ", modality: denied", True, (Modality.NEGATED, *DEFAULT_MODALITY)),
        (
            ", polarity: negated",
            ", modality: [denied, planned]",
            True,
            (Modality.NEGATED, Modality.FUTURE, Modality.ASSERTED),
        ),
    ],
)
def test_polarity_and_modality_speak_of_denial_with_one_voice(
    tmp_path: Path, event: str, modality: str, negated: bool | None, allowed: tuple[Modality, ...]
) -> None:
    found = watch(tmp_path, f"watches:\n  - {{id: a, event: {{type: AID{event}}}{modality}}}").event
    assert found is not None
    assert (found.negated, found.modality) == (negated, allowed)


@pytest.mark.parametrize(
    ("synonym", "mode"), [("denied", Modality.NEGATED), ("planned", Modality.FUTURE), ("past", Modality.HISTORICAL)]
)
def test_a_synonym_of_a_mode_is_read_as_that_mode(tmp_path: Path, synonym: str, mode: Modality) -> None:
    found = watch(tmp_path, f"watches:\n  - {{id: a, event: {{type: AID}}, modality: {synonym}}}").event
    assert found is not None
    assert found.modality == (mode,)


def test_a_watch_takes_what_it_does_not_say_from_the_defaults(tmp_path: Path) -> None:
    text = """
defaults: {severity: high, scope: document, routes: [console], mode: shadow, owner: desk, sources: {languages: en}}
watches:
  - {id: a, when: {word: truce}}
  - {id: b, when: {word: truce}, severity: low, scope: paragraph, mode: "off", owner: me, sources: {exclude: x}}
"""
    a, b = loaded(tmp_path, watchlists__desk=text).watchlists[0].watches
    assert (a.severity, a.scope, a.visibility, a.owner) == (Severity.HIGH, Scope.DOCUMENT, Visibility.SHADOW, "desk")
    assert (a.routes, a.sources) == (("console",), Sources(languages=("en",)))
    assert (b.severity, b.scope, b.visibility, b.owner) == (Severity.LOW, Scope.PARAGRAPH, Visibility.OFF, "me")
    assert b.sources == Sources(exclude=("x",))


def test_norway_is_a_country_and_norwegian_a_language(tmp_path: Path) -> None:
    text = "actors:\n  a: {name: Oslo, country: NO, aliases: {no: [Oslo by]}}\nwatches: []\n"
    actor = loaded(tmp_path, watchlists__desk=text).watchlists[0].actors[0]
    assert actor.country == "NOR"
    assert actor.names[1].language == "no"


@pytest.mark.parametrize("text", ["2027-01-31T17:00Z", "2027-01-31T18:00+01:00", "'2027-01-31T17:00'"])
def test_a_watch_expires_at_a_moment_in_utc(tmp_path: Path, text: str) -> None:
    found = watch(tmp_path, f"watches:\n  - {{id: a, when: {{word: truce}}, expires: {text}}}")
    assert found.expires == datetime(2027, 1, 31, 17, tzinfo=UTC)


def test_samples_keep_their_place(tmp_path: Path) -> None:
    text = """
watches:
  - id: a
    when: {word: truce}
    tests:
      - A truce holds.
      - {title: Ambush, text: None holds., language: en, match: false}
"""
    first, second = loaded(tmp_path, watchlists__desk=text).samples
    assert (first.watch, first.text, first.matches, first.line) == ("a", "A truce holds.", True, 6)
    assert (second.title, second.language, second.matches, second.line) == ("Ambush", "en", False, 7)
    assert second.file.endswith("config/watchlists/desk.yaml")


@pytest.mark.parametrize(
    ("defaults", "written", "least"),
    [
        ("", "", ALERT_CONFIDENCE),
        ("", ", confidence: {min: 0.9}", 0.9),
        ("", ", confidence: 0", 0.0),
        ("defaults: {confidence: {min: 0.5}}\n", "", 0.5),
        ("defaults: {confidence: 0.5}\n", ", confidence: {min: 1}", 1.0),
    ],
)
def test_an_event_must_be_as_sure_as_the_watch_or_its_file_or_else_the_program_asks(
    tmp_path: Path, defaults: str, written: str, least: float
) -> None:
    found = watch(tmp_path, f"{defaults}watches:\n  - {{id: a, event: {{type: AID}}{written}}}").event
    assert found is not None
    assert found.confidence == least
