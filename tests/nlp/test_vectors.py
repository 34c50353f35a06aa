"""Vectors read in numpy are those of the model, whatever was seen before; where they could not be, it is asked."""

from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from monitor.nlp.vectors import ModelVectors, ReadVectors, in_batches, open_vectors
from tests.nlp.pipelines import ODD, docs, installed, made, sentences


@pytest.fixture(scope="module")
def shipped() -> Language:
    return installed()


def model_of(pipeline: Language, part: str) -> Any:
    component: Any = pipeline.get_pipe(part)
    return component.model if part == "tok2vec" else component.model.get_ref("tok2vec").layers[0]


def filled(pipeline: Language) -> list[Doc]:
    return [doc for doc in docs(pipeline, [*ODD, *sentences()]) if len(doc)]


def agree(read: ReadVectors, model: Any, given: list[Doc]) -> bool:
    return np.allclose(read.of(given), ModelVectors(model).of(given), atol=1e-4)


@pytest.mark.parametrize("part", ["ner", "tok2vec"])
def test_the_vectors_of_the_model_that_is_installed_are_read_in_numpy(shipped: Language, part: str) -> None:
    model = model_of(shipped, part)
    read = open_vectors(model)
    assert isinstance(read, ReadVectors)
    assert agree(read, model, filled(shipped))
    assert agree(read, model, filled(shipped))  # now from memory
    assert all(agree(read, model, [doc]) for doc in filled(shipped)[:20])


@pytest.mark.parametrize(("remembered", "multiplied"), [(1, 1), (50, 60), (400, 30), (9000, 100)])
def test_a_memory_that_runs_over_begins_anew(shipped: Language, remembered: int, multiplied: int) -> None:
    model = model_of(shipped, "ner")
    read = ReadVectors(model, remembered, multiplied)
    given = filled(shipped)
    assert all(agree(read, model, given[start : start + 7]) for start in range(0, len(given), 7))


def test_other_widths_depths_and_pieces_are_read_too() -> None:
    pipeline = made("de", depth=5)
    model = model_of(pipeline, "ner")
    read = open_vectors(model)
    assert isinstance(read, ReadVectors)
    assert agree(read, model, filled(pipeline))


def test_a_form_that_is_not_known_is_left_to_the_model() -> None:
    pipeline = made(depth=1)
    model = model_of(pipeline, "ner")
    read = open_vectors(model)
    assert isinstance(read, ModelVectors)
    assert read.of(filled(pipeline)).shape == (sum(map(len, filled(pipeline))), 24)


def test_a_text_of_any_length_is_worked_on_in_pieces(shipped: Language) -> None:
    lengths = [0, 3, 4000, 93, 0, 1, 9000, 2, 0]
    given = [Doc(shipped.vocab, ["word"] * length) for length in lengths]
    batches = [[len(doc) for doc in batch] for batch in in_batches(given)]
    assert batches == [[3, 4000, 93], [1], [9000], [2]]
