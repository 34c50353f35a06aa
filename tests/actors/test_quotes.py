"""Who said what."""

import pytest

from monitor.annotate.quotes import find_quotes
from monitor.annotate.sentences import split_sentences
from monitor.records import EntityType, Mention, Quote


def quotes(document: str, *people: str) -> list[Quote]:
    mentions, at = [], 0
    for name in people:
        at = document.index(name, at)
        mentions.append(
            Mention(type=EntityType.PERSON, text=name, start=at, end=at + len(name), actor=name.lower(), reason="given")
        )
        at += len(name)
    return list(find_quotes(document, split_sentences(document), mentions))


@pytest.mark.parametrize(
    "document",
    [
        '"We will not give up our land," said Macron.',
        '"We will not give up our land," Macron said on Monday.',
        'Macron said: "We will not give up our land."',
        "Macron told reporters, “We will not give up our land.”",
        '"We will not give up our land," President Macron added, smiling.',
    ],
)
def test_direct_speech_has_its_speaker_and_cue(document: str) -> None:
    (quote,) = quotes(document, "Macron")
    assert quote.direct
    assert quote.said.text.rstrip(",.") == "We will not give up our land"
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.actor) == ("Macron", "macron")
    assert quote.cue is not None


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("Macron said that France would send jets soon.", "France would send jets soon."),
        ("Macron warned on Monday that the talks might fail.", "the talks might fail."),
        ("France would send jets soon, Macron said.", "France would send jets soon"),
        ("According to Macron, France would send jets soon.", "France would send jets soon."),
        ("France would send jets soon, according to Macron.", "France would send jets soon"),
    ],
)
def test_reported_speech_has_its_speaker(document: str, said: str) -> None:
    (quote,) = quotes(document, "Macron")
    assert not quote.direct
    assert (quote.said.text, quote.actor) == (said, "macron")


def test_he_is_the_last_person_named() -> None:
    document = 'Macron met Merz. "It was a good talk for both of us," he said.'
    assert quotes(document, "Macron", "Merz")[0].actor == "merz"


def test_an_aide_speaks_for_himself() -> None:
    assert quotes("An aide to Macron said that France would send jets.", "Macron") == []


def test_a_few_words_in_marks_are_no_quotation() -> None:
    assert quotes('The "reassurance force" is planned, and Macron smiled.', "Macron") == []


def test_a_quotation_without_a_cue_has_no_speaker() -> None:
    (quote,) = quotes('The banner read "No more war in our town" near Macron.', "Macron")
    assert quote.speaker is None


def test_unclosed_marks_end_with_the_line() -> None:
    assert quotes('"' * 3000 + "\nMacron", "Macron") == []
