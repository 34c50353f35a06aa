"""The weights of a parser read in numpy give the trees that spaCy's own component gives; else it is used."""

from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language

from monitor.nlp.parser import ComponentParser, Parser, ParserReader, open_parser
from tests.nlp.pipelines import ODD, docs, installed, sentences, sharing

Tree = list[tuple[int, str]]


def trees(pipeline: Language, parser: Parser, texts: list[str]) -> list[Tree]:
    given = [doc for doc in docs(pipeline, texts) if len(doc)]
    for doc in given:
        pipeline.get_pipe("tok2vec")(doc)
    parser.parse(given)
    return [[(token.head.i, token.dep_) for token in doc] for doc in given]


@pytest.mark.parametrize("opened", [installed, sharing])
def test_a_parser_is_read_in_numpy_and_gives_the_same_trees(opened: Callable[[], Language]) -> None:
    pipeline = opened()
    component: Any = pipeline.get_pipe("parser")
    parser = open_parser(pipeline)
    assert isinstance(parser, ParserReader)
    texts = [*sentences(), *ODD]
    expected = trees(pipeline, ComponentParser(component), texts)
    assert trees(pipeline, parser, texts) == expected
    assert [tree for text in texts[:20] for tree in trees(pipeline, parser, [text])] == expected[:20]
    assert len({dep for tree in expected for _, dep in tree}) >= 3


def with_a_label_added_later() -> Language:
    pipeline = sharing()
    component: Any = pipeline.get_pipe("parser")
    component.add_label("iobj")
    return pipeline


UNKNOWN: dict[str, Callable[[], Language]] = {
    "no hidden layer": lambda: sharing(upper=False),
    "a label that was not trained": with_a_label_added_later,
}


@pytest.mark.parametrize("form", UNKNOWN)
def test_a_form_that_is_not_known_is_left_to_spacy(form: str) -> None:
    pipeline = UNKNOWN[form]()
    parser = open_parser(pipeline)
    assert isinstance(parser, ComponentParser)
    text = "Anna saw Oslo in the rain"
    (tree,) = trees(pipeline, parser, [text])
    assert tree == [(token.head.i, token.dep_) for token in pipeline(text)]
