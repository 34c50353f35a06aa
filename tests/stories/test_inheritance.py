"""What was found in an article is found in its copies, where it stands there; only their own sentences are read."""

import pytest
from msgspec.structs import replace

from monitor.records import (
    AnnotatedArticle,
    Article,
    EntityType,
    Event,
    EventType,
    Mention,
    Party,
    Quote,
    Relation,
    Span,
    StoryArticle,
)
from monitor.stories.inheritance.reading import Inheritance, inherit
from monitor.text.sentences import split_sentences
from tests.stories.builders import article

TITLE = "Bridge opens over the Galva"
FIRST = "Ada Velk opened the bridge at noon."
SECOND = '"We waited nine years. It was worth it," she said.'
THIRD = "On Sunday at dawn Norvia attacked the ferry port near the border."
TEXT = f"{FIRST} {SECOND}\n{THIRD}"
ORIGINAL = article("original", TEXT, title=TITLE)


def span(words: str, of: Article = ORIGINAL, kind: type[Span] = Span) -> Span:
    start = of.document.index(words)
    return kind(text=words, start=start, end=start + len(words))


def mention(words: str, of: Article = ORIGINAL) -> Mention:
    place = span(words, of)
    return Mention(type=EntityType.PERSON, text=words, start=place.start, end=place.end, actor=words.lower())


def party(words: str, of: Article = ORIGINAL) -> Party:
    place = span(words, of)
    return Party(text=words, start=place.start, end=place.end)


def found() -> AnnotatedArticle:
    attack = Event(
        id="e-1",
        type=EventType.ASSAULT,
        actors=(party("Norvia"),),
        recipients=(party("the ferry port"),),
        trigger=span("attacked"),
        sentence=span(THIRD),
        location=span("port"),
    )
    return AnnotatedArticle(
        story="s",
        article=ORIGINAL,
        relation=Relation.NEW_STORY,
        language="en",
        sentences=split_sentences(ORIGINAL.document),
        mentions=(mention("Galva"), mention("Ada Velk"), mention("Norvia")),
        events=(attack,),
        quotes=(Quote(said=span("We waited nine years. It was worth it"), speaker=span("she"), cue=span("said")),),
        annotator="a model",
    )


def copied(text: str, title: str = TITLE) -> Inheritance:
    copy = article("copy", text, title=title, publisher="other")
    placed = StoryArticle(story="s", article=copy, relation=Relation.NEAR_DUPLICATE, original="original")
    return inherit(placed, found())


def names(inheritance: Inheritance) -> list[str]:
    annotated = inheritance.annotated
    document = annotated.article.document
    assert all(document[each.start : each.end] == each.text for each in annotated.mentions)
    return [each.text for each in annotated.mentions]


def test_a_word_for_word_copy_says_what_its_original_says_and_nothing_is_read() -> None:
    inheritance = copied(TEXT)
    assert inheritance.own is None
    assert names(inheritance) == ["Galva", "Ada Velk", "Norvia"]
    assert inheritance.annotated.events == found().events
    assert inheritance.annotated.quotes == found().quotes
    assert inheritance.annotated.sentences == found().sentences
    assert inheritance.annotated.annotator == "as in original: a model"
    assert [each.actor for each in inheritance.annotated.mentions] == ["galva", "ada velk", "norvia"]


def test_what_stands_elsewhere_in_the_copy_is_shifted() -> None:
    inheritance = copied(f"GALVA CITY (AP) — {THIRD}\n\n{FIRST}   {SECOND} Read more", title=f"{TITLE} - The Mail")
    document = inheritance.annotated.article.document
    assert inheritance.own is None
    assert names(inheritance) == ["Galva", "Norvia", "Ada Velk"]
    [event] = inheritance.annotated.events
    spans = (event.trigger, event.sentence, *event.actors, *event.recipients, event.location)
    assert [document[each.start : each.end] for each in spans if each] == [
        "attacked",
        THIRD,
        "Norvia",
        "the ferry port",
        "port",
    ]
    [quote] = inheritance.annotated.quotes
    assert document[quote.said.start : quote.said.end] == quote.said.text == "We waited nine years. It was worth it"


def test_other_typography_changes_nothing() -> None:
    inheritance = copied(TEXT.upper().replace('"', "“"), title=TITLE.upper())
    assert inheritance.own is None
    assert names(inheritance) == ["GALVA", "ADA VELK", "NORVIA"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST, ["Galva", "Ada Velk"]),
        ("Ada Velk opened the bridge at…", ["Galva", "Ada Velk"]),
        (THIRD, ["Galva", "Norvia"]),
    ],
)
def test_a_copy_that_was_cut_says_what_is_left_of_it(text: str, expected: list[str]) -> None:
    inheritance = copied(text)
    assert inheritance.own is None
    assert names(inheritance) == expected
    assert len(inheritance.annotated.events) == (text == THIRD)


@pytest.mark.parametrize(("title", "expected"), [(TITLE, True), ("A morning in the north", False)])
def test_an_event_of_the_title_is_one_of_the_copys_title_only_where_that_is_the_same(
    title: str, expected: bool
) -> None:
    original = found()
    titled = replace(original, events=tuple(replace(each, in_title=True) for each in original.events))
    copy = article("copy", TEXT, title=title, publisher="other")
    placed = StoryArticle(story="s", article=copy, relation=Relation.NEAR_DUPLICATE, original="original")
    assert [event.in_title for event in inherit(placed, titled).annotated.events] == [expected]


def test_an_event_whose_parties_were_cut_off_is_not_told() -> None:
    told = copied("On Sunday at dawn Norvia attacked the ferry port near…")
    assert [event.id for event in told.annotated.events] == ["e-1"]
    cut = copied("On Sunday at dawn Norvia attacked the ferry…")
    assert (cut.own, names(cut), cut.annotated.events) == (None, ["Galva", "Norvia"], ())


@pytest.mark.parametrize(
    "changed",
    [
        THIRD.replace("attacked", "has not attacked"),
        THIRD.replace("Norvia", "Sordia"),
        f"It is untrue that {THIRD}",
        THIRD.replace("Sunday", "Monday"),
        THIRD.replace(" at dawn", ""),
    ],
)
def test_a_sentence_that_differs_in_a_word_is_the_copys_own(changed: str) -> None:
    inheritance = copied(f"{FIRST} {SECOND} {changed}")
    assert inheritance.own is not None
    assert inheritance.own.article.text == changed
    assert inheritance.annotated.events == ()


def test_what_is_read_of_the_own_sentences_stands_where_they_stand() -> None:
    added = ["Ida Norr took the train.", "The mayor thanked Bo Lind, too."]
    inheritance = copied(f"{added[0]} {FIRST} {SECOND} {added[1]}\n{THIRD}", title="Ida Norr crosses a bridge")
    own = inheritance.own
    assert own is not None
    assert (own.article.title, own.article.text) == ("Ida Norr crosses a bridge", "\n".join(added))
    assert (own.article.language, own.article.id) == ("en", "copy")
    read = AnnotatedArticle.of(
        own,
        language="en",
        annotator="a model",
        mentions=(mention("Ida Norr", own.article), mention("Bo Lind", own.article)),
    )
    annotated = inheritance.with_own(read)
    document = annotated.article.document
    assert [document[each.start : each.end] for each in annotated.mentions] == [
        "Ida Norr",
        "Ada Velk",
        "Bo Lind",
        "Norvia",
    ]
    assert annotated.annotator == "as in original: a model; its own sentences: a model"


def test_own_sentences_without_an_own_headline_are_shifted_too() -> None:
    inheritance = copied(f"{TEXT} The mayor thanked Bo Lind, too.")
    own = inheritance.own
    assert own is not None
    assert own.article.title == ""
    read = AnnotatedArticle.of(own, language="en", annotator="", mentions=(mention("Bo Lind", own.article),))
    annotated = inheritance.with_own(read)
    last = annotated.mentions[-1]
    assert annotated.article.document[last.start : last.end] == last.text == "Bo Lind"


def test_a_sentence_that_the_copy_says_twice_says_it_twice() -> None:
    inheritance = copied(f"{TITLE}. {FIRST} {FIRST}")
    assert names(inheritance) == ["Galva", "Galva", "Ada Velk", "Ada Velk"]


def test_what_publishers_put_around_the_text_is_not_read() -> None:
    inheritance = copied(f"(Wire) - {TEXT} Read more", title=f"UPDATE 2-{TITLE} | Galva Mail")
    assert inheritance.own is None


def test_what_a_cut_copy_leaves_out_is_told_with_who_is_named_there() -> None:
    left_out = copied("Ada Velk opened the bridge at…").annotated.left_out
    assert left_out is not None
    assert left_out.text.split("\n") == ["at noon.", *SECOND.replace(". It", ".\nIt").split("\n"), THIRD]
    assert [f"\n{left_out.text}"[each.start : each.end] for each in left_out.mentions] == ["Norvia"]
    assert copied(TEXT).annotated.left_out is None


def test_a_few_words_are_no_sentence_that_was_cut() -> None:
    inheritance = copied(f"{FIRST} On Sunday at dawn…")
    assert inheritance.own is not None
    assert inheritance.own.article.text == "On Sunday at dawn…"


def test_a_quote_over_sentences_that_the_copy_has_in_another_order_is_none() -> None:
    _, second = split_sentences(ORIGINAL.document)[2:4]
    assert copied(TEXT).annotated.quotes
    swapped = copied(f'It was worth it," she said. {FIRST} "We waited nine years.')
    assert ORIGINAL.document[slice(*second)] == 'It was worth it," she said.'
    assert swapped.annotated.quotes == ()


def test_a_sentence_that_the_original_says_twice_is_not_taken_twice_for_the_first() -> None:
    text = f"{FIRST} {THIRD} {FIRST}"
    original = article("original", text, title=TITLE)
    second = original.document.rindex("Ada Velk")
    only = Mention(type=EntityType.PERSON, text="Ada Velk", start=second, end=second + 8)
    annotated = AnnotatedArticle(story="s", article=original, relation=Relation.NEW_STORY, mentions=(only,))
    placed = StoryArticle(story="s", article=original, relation=Relation.EXACT_COPY, original="original")
    assert [each.start for each in inherit(placed, annotated).annotated.mentions] == [second]
