"""Who said what."""

import pytest

from monitor.annotate.quotes.quotes import find_quotes
from monitor.records import EntityType, Mention, Quote
from monitor.text.sentences import split_sentences


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


@pytest.mark.parametrize("speaker", ["he", "the chancellor", "the former minister"])
def test_he_is_the_person_who_led_the_sentence_before(speaker: str) -> None:
    document = f'Merz met Macron. "It was a good talk for both of us," {speaker} said.'
    assert quotes(document, "Merz", "Macron")[0].actor == "merz"


@pytest.mark.parametrize(
    ("document", "speaker"),
    [
        ("An aide to Macron said that France would send jets.", "An aide to Macron"),
        ("The army is ready to move south, police said on Monday.", "police"),
        ('"The army is ready to move south," one Western diplomat told Reuters.', "one Western diplomat"),
        ('"The army is ready to move south," said a spokesman for Macron.', "a spokesman for Macron"),
    ],
)
def test_a_speaker_without_a_name_is_the_phrase_itself(document: str, speaker: str) -> None:
    (quote,) = quotes(document, *(["Macron"] if "Macron" in document else []))
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.actor) == (speaker, None)


@pytest.mark.parametrize(
    "document",
    [
        '"We will not give up our land," Macron, who flew in from Paris, told AFP.',
        '"We will not give up our land," the president of the republic, Macron, added.',
        '"We will not give up our land," said the president, Macron.',
    ],
)
def test_an_aside_does_not_hide_the_speaker(document: str) -> None:
    assert quotes(document, "Macron")[0].actor == "macron"


def test_a_quotation_goes_on_behind_its_cue() -> None:
    first, second = quotes('"We will stay in the town," said Macron. "Nobody will drive us out of here."', "Macron")[
        -2:
    ]
    assert (first.actor, second.actor) == ("macron", "macron")


def test_words_in_marks_within_a_reported_clause_belong_to_it() -> None:
    (quote,) = quotes('Macron warned that the plan "would drag us all into the war".', "Macron")
    assert not quote.direct
    assert quote.said.text.startswith("the plan")


@pytest.mark.parametrize(
    "document",
    [
        "Macron urged Berlin to send more jets to the front.",
        "Macron has vowed to raise the spending on defence.",
        "Macron confirmed the death of two soldiers near the border.",
    ],
)
def test_what_is_asked_or_named_is_not_reported(document: str) -> None:
    assert quotes(document, "Macron") == []


def test_a_few_words_in_marks_are_no_quotation() -> None:
    assert quotes('The "reassurance force" is planned, and Macron smiled.', "Macron") == []


def test_a_quotation_without_a_cue_has_no_speaker() -> None:
    (quote,) = quotes('The banner read "No more war in our town" near Macron.', "Macron")
    assert quote.speaker is None


@pytest.mark.parametrize("document", ["“a said b, " * 3000, "X, " * 5000 + "said", "according to " * 3000])
def test_hostile_text_is_read(document: str) -> None:
    assert len(quotes(document)) < 10


def test_unclosed_marks_end_with_the_line() -> None:
    assert quotes('"' * 3000 + "\nMacron", "Macron") == []
