"""The weights of a recogniser read in numpy say what spaCy's own component says; where they could not, it is used."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from monitor.annotate.sentences import split_sentences
from monitor.nlp.model import find_model, load_model
from monitor.nlp.recogniser import ComponentRecogniser, WeightReader, is_known, open_recogniser

PARAGRAPHS = Path(__file__).parents[1] / "events" / "paragraphs.jsonl"
ODD = [
    "",
    " ",
    "\n \t\n",
    "Paris",
    "?",
    "   Paris   met\n\nLondon  ",
    "Emmanuel\nMacron of the European\n \nUnion",
    "THE UNITED NATIONS SECURITY COUNCIL",
    "Jean-Claude Juncker's, 14 million U.S. dollars; 3:30 p.m. on 5 May 2014 (50%)",
    "Казахстан 中国 🙂 ألمانيا",
    "the Ministry of Foreign Affairs of the Republic of Poland and " * 60,
    "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 " * 40,
    "x" * 5000,
]


def sentences() -> list[str]:
    texts = [json.loads(line)["text"] for line in PARAGRAPHS.read_text(encoding="utf-8").splitlines()]
    return [text[start:end] for text in texts for start, end in split_sentences(text)]


def docs(pipeline: Language, texts: Sequence[str]) -> list[Doc]:
    return [pipeline.make_doc(text) for text in texts]


def differing(pipeline: Language, texts: Sequence[str]) -> list[str]:
    component = pipeline.get_pipe("ner")
    read = WeightReader(component).label(docs(pipeline, texts))
    own = ComponentRecogniser(component).label(docs(pipeline, texts))
    return [text for text, ours, theirs in zip(texts, read, own, strict=True) if ours != theirs]


def made(language: str = "en", *, upper: bool = True, extra: bool = False, factory: str = "ner") -> Language:
    """A pipeline with a recogniser of random weights, so that every move is taken somewhere."""
    pipeline = spacy.blank(language)
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": extra,
        "hidden_width": 32,
        "maxout_pieces": 3,
        "use_upper": upper,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 24,
            "depth": 2,
            "embed_size": 200,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": True,
        },
    }
    component: Any = pipeline.add_pipe(factory, name="ner", config={"model": model})
    for label in ("PER", "LOC", "ORG"):
        component.add_label(label)
    example = Example.from_dict(pipeline.make_doc("Anna saw Oslo"), {"entities": [(0, 4, "PER"), (9, 13, "LOC")]})
    pipeline.initialize(lambda: [example])
    randomness = np.random.default_rng(7)
    for layer in component.model.walk():
        for name in layer.param_names:
            if layer.name in ("precomputable_affine", "linear") and layer.has_param(name):
                layer.set_param(name, randomness.normal(size=layer.get_param(name).shape).astype("float32"))
    return pipeline


@pytest.fixture(scope="module")
def shipped() -> Language:
    return load_model(find_model())._pipeline


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
