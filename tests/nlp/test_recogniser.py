"""The weights of a recogniser read in numpy say what spaCy's own component says; where they could not, it is used."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from spacy.language import Language

from monitor.nlp.recogniser import ComponentRecogniser, WeightReader, is_known, open_recogniser
from tests.nlp.pipelines import ODD, docs, installed, made, sentences


def differing(pipeline: Language, texts: Sequence[str]) -> list[str]:
    component = pipeline.get_pipe("ner")
    read = WeightReader(component).label(docs(pipeline, texts))
    own = ComponentRecogniser(component).label(docs(pipeline, texts))
    return [text for text, ours, theirs in zip(texts, read, own, strict=True) if ours != theirs]


@pytest.fixture(scope="module")
def shipped() -> Language:
    return installed()


def test_the_model_that_is_installed_is_read_in_numpy(shipped: Language) -> None:
    assert isinstance(open_recogniser(shipped), WeightReader)


def test_every_sentence_gets_the_labels_that_spacy_gives_it(shipped: Language) -> None:
    texts = sentences()
    assert differing(shipped, texts) == []
    labels = WeightReader(shipped.get_pipe("ner")).label(docs(shipped, texts))
    assert {label for row in labels for label in row} >= {
        "O",
        "B-GPE",
        "I-GPE",
        "B-PERSON",
        "I-PERSON",
        "B-ORG",
        "B-DATE",
    }


@pytest.mark.parametrize("text", ODD)
def test_so_does_an_odd_one_alone(shipped: Language, text: str) -> None:
    assert differing(shipped, [text]) == []


def test_odd_ones_among_others_do_not_disturb_them(shipped: Language) -> None:
    assert differing(shipped, [part for pair in zip(ODD, sentences(), strict=False) for part in pair]) == []


def test_no_sentences_have_no_labels(shipped: Language) -> None:
    assert WeightReader(shipped.get_pipe("ner")).label([]) == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_weights_by_chance_in_any_language_are_read_as_spacy_reads_them(language: str) -> None:
    pipeline = made(language)
    assert is_known(pipeline.get_pipe("ner"))
    texts = [*ODD, *sentences()]
    assert differing(pipeline, texts) == []
    lengths = [len(span) for doc in pipeline.pipe(texts) for span in doc.ents]
    assert max(lengths) > 5


def with_a_label_added_later() -> Language:
    pipeline = made()
    component: Any = pipeline.get_pipe("ner")
    component.add_label("EVENT")
    return pipeline


UNKNOWN: dict[str, Callable[[], Language]] = {
    "no hidden layer": lambda: made(upper=False),
    "six features": lambda: made(extra=True),
    "beam search": lambda: made(factory="beam_ner"),
    "a label that was not trained": with_a_label_added_later,
}


@pytest.mark.parametrize("form", UNKNOWN)
def test_a_form_that_is_not_known_is_left_to_spacy(form: str) -> None:
    pipeline = UNKNOWN[form]()
    recogniser = open_recogniser(pipeline)
    assert isinstance(recogniser, ComponentRecogniser)
    labels = recogniser.label(docs(pipeline, ["", "Anna saw Oslo in the rain"]))
    (doc,) = pipeline.pipe(["Anna saw Oslo in the rain"])
    assert labels[0] == []
    assert [label[:1] for label in labels[1]] == [token.ent_iob_ for token in doc]
    assert any(label.startswith("B-") for label in labels[1])
