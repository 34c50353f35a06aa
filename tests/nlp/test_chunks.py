"""Sentences read by remembered chunks have the words that spaCy's tokenizer makes of them, and the same labels."""

from typing import Any

import pytest
from spacy.language import Language

from monitor.nlp.recogniser import WeightReader
from monitor.nlp.tokens import Chunks, keys_of, keys_of_chunks, starts_of, words_of
from tests.nlp.pipelines import ODD, docs, installed, made, sentences

COLUMNS = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]

SPECIAL = [
    "He works for Inc and they say no .",  # what special cases are put together from is known by now
    "The Inc. says no.",
    "Mr. Smith of the U.S., who can't and won't, left at 5 p.m. on Jan. 3.",
    "I do n't think they 're ill, or he 'll go; it 's not cannot.",
    "Talks,talks (talks) talks! talks? \u201ctalks\u201d talks; talks:",
    "id. Id. e.g. vs. 5km, 5km. km. C++ :) :-) hell he'll",
]


@pytest.fixture(scope="module")
def shipped() -> Language:
    return installed()


def differing(pipeline: Language, chunks: Chunks, texts: list[str]) -> list[str]:
    return [text for text in texts if read(chunks, text) != tokenized(pipeline, text)]


def read(chunks: Chunks, text: str) -> tuple[list[str], list[int], list[bytes]]:
    found = chunks.read(text)
    return words_of(found), starts_of(found, 7), keys_of_chunks(found)


def tokenized(pipeline: Language, text: str) -> tuple[list[str], list[int], list[bytes]]:
    doc = pipeline.make_doc(text)
    return [token.text for token in doc], [token.idx + 7 for token in doc], keys_of(doc, COLUMNS)


@pytest.mark.parametrize("remembered", [1, 40, 9000])
def test_the_words_are_those_of_the_tokenizer_whatever_is_remembered(shipped: Language, remembered: int) -> None:
    chunks = Chunks(shipped, COLUMNS, remembered)
    texts = [*SPECIAL, *ODD, *sentences(), *SPECIAL]
    assert differing(shipped, chunks, texts) == []
    assert differing(shipped, chunks, texts) == []  # now from memory


def test_a_language_with_other_rules_is_read_by_its_own() -> None:
    pipeline = made("de")
    texts = ["Er kam am 3. Mai z.B. nach Bonn.", "Das geht's, Dr. Ruf, usw. usw.", *ODD, *SPECIAL]
    assert differing(pipeline, Chunks(pipeline, COLUMNS), texts) == []


@pytest.mark.parametrize("text", ["talks,", "left."])
def test_a_word_seen_before_is_not_tokenized_again_for_a_mark_behind_it(shipped: Language, text: str) -> None:
    chunks = Chunks(shipped, COLUMNS)
    known, _ = words_of(chunks.read(f"{text[:-1]} {text[-1]}"))
    assert words_of(chunks.read(text))[0] is known


def labels_of(pipeline: Language, texts: list[str]) -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    """The words of texts, their labels by words, and by docs."""
    labeller = WeightReader(pipeline.get_pipe("ner"))
    chunks = Chunks(pipeline, labeller.columns)
    found = [chunks.read(text) for text in texts]
    words = list(map(words_of, found))
    return words, labeller.label_words(words, list(map(keys_of_chunks, found))), labeller.label(docs(pipeline, texts))


def capitals(words: list[str], labels: list[str]) -> list[str]:
    return [label for word, label in zip(words, labels, strict=True) if word != word.lower()]


def test_words_with_capital_letters_have_the_labels_of_docs(shipped: Language) -> None:
    texts = [part for pair in zip(ODD * 5, sentences(), strict=False) for part in pair]
    words, labels, expected = labels_of(shipped, texts)
    assert list(map(len, labels)) == list(map(len, words))
    assert list(map(capitals, words, labels)) == list(map(capitals, words, expected))
    assert len({label for row in labels for label in row}) > 10


@pytest.mark.parametrize(
    "text",
    [
        "He met the Ministry of the Interior, the Bank for the Poor and the Secretary-General of the United Nations.",
        "Police arrested Anna. Berg fled to Oslo on 3 May",
    ],
)
def test_small_words_within_a_name_and_before_it_are_of_it(shipped: Language, text: str) -> None:
    _, labels, expected = labels_of(shipped, [text, "Oslo", text])
    assert labels == expected


def test_numbers_and_times_in_small_letters_are_not_looked_for(shipped: Language) -> None:
    text = "two people died in the town last week"
    _, (labels, nothing), (expected, _) = labels_of(shipped, [text, ""])
    assert set(labels) == {"O"}
    assert set(expected) == {"O", "B-CARDINAL", "B-DATE", "I-DATE"}
    assert nothing == []


def test_no_sentences_have_no_labels(shipped: Language) -> None:
    assert WeightReader(shipped.get_pipe("ner")).label_words([[], []], [[], []]) == [[], []]


def test_a_recogniser_with_vectors_of_its_own_takes_no_keys() -> None:
    component: Any = made(depth=1).get_pipe("ner")
    labeller = WeightReader(component)
    assert labeller.columns == ()
    with pytest.raises(TypeError, match="docs"):
        labeller.label_words([["Oslo"]], [[b""]])
