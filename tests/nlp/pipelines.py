"""Pipelines and sentences to read with them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

from monitor.nlp.installed import find_model
from monitor.text.sentences import split_sentences

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


VECTORS = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 24,
    "depth": 2,
    "embed_size": 200,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": True,
}


def sentences() -> list[str]:
    texts = [json.loads(line)["text"] for line in PARAGRAPHS.read_text(encoding="utf-8").splitlines()]
    return [text[start:end] for text in texts for start, end in split_sentences(text)]


def docs(pipeline: Language, texts: Sequence[str]) -> list[Doc]:
    return [pipeline.make_doc(text) for text in texts]


def installed() -> Language:
    """The model as spaCy loads it."""
    return spacy.load(find_model())


def made(
    language: str = "en", *, upper: bool = True, extra: bool = False, factory: str = "ner", depth: int = 2
) -> Language:
    """A pipeline with a recogniser of random weights, so that every move is taken somewhere."""
    fix_random_seed(7)
    pipeline = spacy.blank(language)
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": extra,
        "hidden_width": 32,
        "maxout_pieces": 3,
        "use_upper": upper,
        "nO": None,
        "tok2vec": {**VECTORS, "depth": depth},
    }
    component: Any = pipeline.add_pipe(factory, name="ner", config={"model": model})
    for label in ("PER", "LOC", "ORG"):
        component.add_label(label)
    example = Example.from_dict(pipeline.make_doc("Anna saw Oslo"), {"entities": [(0, 4, "PER"), (9, 13, "LOC")]})
    pipeline.initialize(lambda: [example])
    randomise(component.model)
    return pipeline


def sharing(*, upper: bool = True) -> Language:
    """A pipeline with random weights whose recogniser, tagger and parser share their vectors."""
    fix_random_seed(7)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tok2vec", config={"model": VECTORS})
    listener = {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": VECTORS["width"]}}
    pipeline.add_pipe("tagger", config={"model": listener})
    pipeline.add_pipe("parser", config={"model": {**listener, "use_upper": upper}, "min_action_freq": 1})
    pipeline.add_pipe("ner", config={"model": listener})
    words = {"heads": [1, 1, 1], "deps": ["nsubj", "ROOT", "dobj"], "tags": ["NNP", "VBD", "NNP"]}
    entities = {"entities": [(0, 4, "PER"), (9, 13, "LOC")]}
    pipeline.initialize(lambda: [Example.from_dict(pipeline.make_doc("Anna saw Oslo"), {**words, **entities})])
    for part in ("parser", "ner"):
        component: Any = pipeline.get_pipe(part)
        randomise(component.model)
    return pipeline


def randomise(model: Any) -> None:
    """Gives the layers behind the vectors weights by chance, the same each time."""
    randomness = np.random.default_rng(7)
    for layer in model.walk():
        for name in layer.param_names:
            if layer.name in ("precomputable_affine", "linear") and layer.has_param(name):
                layer.set_param(name, randomness.normal(size=layer.get_param(name).shape).astype("float32"))
