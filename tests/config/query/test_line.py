"""A line and YAML say the same, and each becomes the other."""

import pytest
from hypothesis import given
from ruamel.yaml import YAML

from monitor.config.query.canonical import canonical
from monitor.config.query.fields import FIGURES, IDS, PARTIES, QUOTE, REGEX
from monitor.config.query.printed import printed
from monitor.config.query.written import KEYS, written
from monitor.config.query.yaml_form import yaml_form
from monitor.config.reading.yaml_file import Plain
from monitor.config.shapes.conditions import WhenShape
from monitor.config.shapes.severity import FiguresShape
from monitor.config.shapes.watchlist import EventShape, SourcesShape, WatchDefaultsShape, WatchShape
from tests.config.query.strategies import WATCHES

SAME = (  # a line as it is printed, the same in YAML
    ("truce", "when: {keyword: truce}"),
    ('"truce"', "when: {word: truce}"),
    ('"on this day"', "when: {phrase: on this day}"),
    ('keyword:"peace talk"', "when: {keyword: peace talk}"),
    ("sanct*", "when: {word: {text: sanct, forms: prefix}}"),
    ("name:Путин", "when: {word: {text: Путин, forms: name}}"),
    ("case:WHO", "when: {keyword: {text: WHO, case: exact}}"),
    ('case:"US"', "when: {word: {text: US, case: exact}}"),
    (r"regex:/CVE-\d{4}\/x/", r"when: {regex: 'CVE-\d{4}/x'}"),
    ("regex:/truce (talks|deal)/i", "when: {regex: {pattern: truce (talks|deal), case: fold}}"),
    ("actor:macron,west", "when: {actor: [macron, west]}"),
    ("term:ceasefire", "when: {term: ceasefire}"),
    ("truce AND talks", "when: {all: [keyword: truce, keyword: talks]}"),
    ("(truce OR talks)", "when: {any: [keyword: truce, keyword: talks]}"),
    ("truce NEAR/8 talks", "when: {near: {a: {keyword: truce}, b: {keyword: talks}, within: 8}}"),
    ('"truce" ONEAR/3 "talks"', "when: {near: {a: truce, b: talks, within: 3, ordered: true}}"),
    (
        "(ceasefire OR truce) NEAR/8 talks",
        "when: {near: {a: {any: [keyword: ceasefire, keyword: truce]}, b: {keyword: talks}, within: 8}}",
    ),
    (
        "truce -sport -(old AND news)",
        "{when: {keyword: truce}, none: [keyword: sport, {all: [keyword: old, keyword: news]}]}",
    ),
    ("event:SANCTION", "event: {type: SANCTION}"),
    ("event:eu>SANCTION", "event: {type: SANCTION, actor: eu}"),
    ("event:SANCTION>RUS", "event: {type: SANCTION, recipient: {country: RU}}"),
    (
        "event:eu,uk>SANCTION,COERCE>wagner,RUS,BLR",
        "event: {type: [SANCTION, COERCE], actor: [eu, uk], recipient: {any: wagner, country: [RU, BY]}}",
    ),
    (
        "event:REJECT polarity:negated mode:asserted,negated",
        "{event: {type: REJECT, polarity: negated}, modality: [asserted, denied]}",
    ),
    ("event:ASSAULT confidence:0.5 scope:document", "{event: {type: ASSAULT}, confidence: 0.5, scope: document}"),
    (
        "truce NEAR/8/paragraph talks",
        "when: {near: {a: {keyword: truce}, b: {keyword: talks}, within: 8, scope: paragraph}}",
    ),
    ("quote:macron", "when: {quote: macron}"),
    (
        "quote:west,RUS(truce OR talks) -sport",
        "{when: {quote: {by: {any: west, country: RU}, any: [keyword: truce, keyword: talks]}},"
        " none: [keyword: sport]}",
    ),
    ("quote:any(truce)", "when: {quote: {keyword: truce}}"),
    ("truce tier:1,2,3", "{when: {keyword: truce}, sources: {tiers: [1, 2, 3]}}"),
    (
        'truce lang:en,fr tag:wire -tag:sport,"local news" -source:example.org',
        "{when: {keyword: truce}, sources: {languages: [en, fr], include_tags: wire,"
        " exclude_tags: [sport, local news], exclude: example.org}}",
    ),
    (
        'truce source:bbc-world,"The Times",example.org -source:example.net',
        "{when: {keyword: truce}, sources: {include: [bbc-world, The Times, example.org], exclude: example.net}}",
    ),
    (
        "actor:macron AND (ceasefire OR truce) NEAR/8 talks event:SANCTION>RUS -source:sport",
        "{when: {all: [actor: macron, {near: {a: {any: [keyword: ceasefire, keyword: truce]}, b: {keyword: talks},"
        " within: 8}}]}, event: {type: SANCTION, recipient: {country: RU}}, sources: {exclude: sport}}",
    ),
)
MEANT = (  # what else people write, the line that it is printed as
    ("truce talks", "truce AND talks"),
    ("truce && talks", "truce AND talks"),
    ("truce | talks || summit", "(truce OR talks OR summit)"),
    ("a b OR c d", "((a AND b) OR (c AND d))"),
    ("a NEAR/2 b c", "a NEAR/2 b AND c"),
    ("a OR b NEAR/2 c", "(a OR (b NEAR/2 c))"),
    ("truce NOT sport", "truce -sport"),
    ("truce AND NOT sport", "truce -sport"),
    ("truce !sport", "truce -sport"),
    ("truce W/8 talks", "truce NEAR/8 talks"),
    ("truce PRE/8 talks", "truce ONEAR/8 talks"),
    ("truce AROUND(8) talks", "truce NEAR/8 talks"),
    ("“on this day”", '"on this day"'),
    ("exact:truce word:talks phrase:\"peace talks\"", '"truce" AND "talks" AND "peace talks"'),
    ("case:US,UK", "(case:US OR case:UK)"),
    ("event:SANCTION modality:planned language:en", "event:SANCTION mode:future lang:en"),
    ("event:*>ru", "event:*>ru"),
    ("event:any>SANCTION", "event:SANCTION"),
    ("lang:en truce lang:fr", "truce lang:en,fr"),
    ("((truce))", "truce"),
    ("source:bbc truce site:example.org -site:example.net", "truce source:bbc,example.org -source:example.net"),
    ("cease-fire C.I.A. don't", "cease-fire AND C.I.A. AND don't"),
    ("9/11", 'keyword:"9/11"'),
    (r"/tru\/ce/ -/9.11/i", r"regex:/tru\/ce/ -regex:/9.11/i"),
)  # fmt: skip


def of_yaml(text: str) -> dict[str, Plain]:
    return canonical(WatchShape.model_validate({"id": "a"} | YAML(typ="safe", pure=True).load(text)))


def of_line(line: str) -> dict[str, Plain]:
    return canonical(WatchShape.model_validate({"id": "a"} | written(line).data))


@pytest.mark.parametrize(("line", "text"), SAME, ids=[line for line, _ in SAME])
def test_a_line_says_what_yaml_says_and_both_are_printed_from_each_other(line: str, text: str) -> None:
    assert of_line(line) == of_yaml(text)
    assert printed(of_yaml(text)) == line


@pytest.mark.parametrize(("line", "one"), MEANT, ids=[line for line, _ in MEANT])
def test_what_people_write_has_one_form(line: str, one: str) -> None:
    assert printed(of_line(line)) == one
    assert printed(of_line(one)) == one


@given(WATCHES)
def test_every_watch_survives_its_line(said: dict[str, Plain]) -> None:
    assert written(printed(said)).data == said


@given(WATCHES)
def test_every_watch_survives_yaml(said: dict[str, Plain]) -> None:
    assert canonical(WatchShape.model_validate({"id": "a"} | said)) == said


@given(WATCHES)
def test_every_watch_survives_the_yaml_that_people_are_shown(said: dict[str, Plain]) -> None:
    assert YAML(typ="safe", pure=True).load(yaml_form(said)) == said


def test_each_key_of_a_watch_that_says_what_is_asked_for_has_a_spelling() -> None:
    asked = set(WatchShape.model_fields) - set(WatchDefaultsShape.model_fields)
    assert asked - {"id", "query", "description", "expires", "tests"} <= set(KEYS)
    assert {"modality", "confidence", "scope", "sources", "fields"} <= set(KEYS)
    assert set(WhenShape.model_fields) == {
        *IDS,
        REGEX,
        QUOTE,
        "keyword",
        "word",
        "phrase",
        "near",
        "all",
        "any",
        "none",
    }
    assert set(EventShape.model_fields) == {"type", "actor", "recipient", *PARTIES, "size", "polarity"}
    assert set(FiguresShape.model_fields) == set(FIGURES)
    assert set(SourcesShape.model_fields) == {
        "include_tags",
        "exclude_tags",
        "include",
        "exclude",
        "languages",
        "tiers",
    }
