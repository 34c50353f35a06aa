"""Names and parses are those that spaCy's whole pipeline finds in the same sentences."""

import pytest
from spacy.tokens import Doc

from monitor.nlp.installed import find_model
from monitor.nlp.model import LanguageModel, load_model
from tests.nlp.pipelines import ODD, installed, sentences, sharing


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return load_model(find_model())


def lines(texts: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """A document with each of `texts` on a line, and where they stand."""
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    return "\n".join(texts), [(start, start + len(text)) for start, text in zip(starts, texts, strict=False)]


def one_sentence(doc: Doc) -> Doc:
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def test_a_sentence_is_parsed_as_the_whole_pipeline_parses_it(model: LanguageModel) -> None:
    texts = sentences()
    document, bounds = lines(texts)
    parsed = model.parse(model.read(document, bounds))
    pipeline = installed()
    given = [one_sentence(pipeline.make_doc(text)) for text in texts]
    for (start, _), sentence, doc in zip(bounds, parsed, pipeline.pipe(given), strict=True):
        assert [(token.text, token.tag, token.dep, token.head, token.start) for token in sentence.tokens] == [
            (token.text, token.tag_, token.dep_, token.head.i, start + token.idx) for token in doc
        ]


def test_words_leave_out_white_space_and_keep_their_labels(model: LanguageModel) -> None:
    document, bounds = lines(["Emmanuel  Macron   flew", " ", "to Berlin"])
    found = model.words(model.read(document, bounds))
    assert found.words == ["Emmanuel", "Macron", "flew", "to", "Berlin"]
    assert [document[start:].split()[0] for start in found.starts] == found.words
    assert found.sentences == [0, 3]
    assert found.labels[-1] == "B-GPE"
    assert len(found.labels) == len(found.words)


def test_odd_sentences_are_read_and_parsed(model: LanguageModel) -> None:
    document, bounds = lines(ODD)
    read = model.read(document, bounds)
    assert [(sentence.start, sentence.end) for sentence in read] == bounds
    assert all(len(sentence.words) == len(sentence.labels) for sentence in read)
    assert len(model.parse(read)) == sum(bool(text) for text in ODD)
    assert model.parse([]) == []


def test_a_recogniser_that_shares_its_vectors_with_the_parser_gets_them() -> None:
    pipeline = sharing()
    texts = sentences()
    document, bounds = lines(texts)
    read = LanguageModel("made", pipeline).read(document, bounds)
    without_parser = pipeline.pipe(texts, disable=["parser"])
    whole = [[(token.ent_iob_, token.ent_type_) for token in doc] for doc in without_parser]
    assert [[tuple(label.partition("-")[::2]) for label in sentence.labels] for sentence in read] == whole
    assert any(label != "O" for sentence in read for label in sentence.labels)
