"""The sequence model: quick ways and slow ways agree."""

from functools import reduce
from io import BytesIO
from itertools import accumulate, pairwise, product
from operator import or_

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.annotate.entities import labelling
from monitor.annotate.entities.features import (
    WORD_TEMPLATES,
    joint,
    kind_triples,
    label_triples,
    named,
    phrase_triples,
    run_attributes,
)
from monitor.annotate.entities.kinds import CONNECTORS, kind_of, signs_of
from monitor.annotate.entities.labelling import EDGE_TAG, Labeller
from monitor.annotate.entities.layout import MOST_WORDS, Run
from monitor.annotate.entities.repair import shipped_phrases
from monitor.annotate.entities.viterbi import best_labels
from monitor.annotate.entities.weights import Weights, load_weights, read_weights
from monitor.annotate.entities.words import is_capital, shape
from monitor.errors import Unprocessable

SENTENCES = [
    "the Bank of the West and of Ireland and for de la Vega".split(),
    "Macron told the Bank of Japan that 's it in Kyiv".split(),
    "of of of".split(),
    "U.S. President Donald Trump , 79 , left .".split(),
]
LABELS = [
    "B-ORG I-ORG I-ORG I-ORG I-ORG O O B-GPE O O B-PERSON I-PERSON I-PERSON".split(),
    "B-GPE O O B-ORG I-ORG I-ORG O O O O B-PERSON".split(),
    "O O O".split(),
    "B-GPE O B-PERSON I-PERSON O B-DATE O O O".split(),
]


def run_around(at: int, member: list[bool]) -> tuple[int, int] | None:
    """First and last word of the neighbouring members around a word, found the slow way."""
    if not member[at]:
        return None
    first = last = at
    while first > 0 and member[first - 1]:
        first -= 1
    while last + 1 < len(member) and member[last + 1]:
        last += 1
    return first, last


def in_chain(words: list[str], at: int) -> bool:
    """Whether a word is capitalised, or one of at most two connectors between capitalised words."""
    first = last = at
    while first >= 0 and words[first] in CONNECTORS:
        first -= 1
    while last < len(words) and words[last] in CONNECTORS:
        last += 1
    between = first >= 0 and last < len(words) and is_capital(words[first]) and is_capital(words[last])
    return is_capital(words[at]) or (0 < last - first - 1 <= 2 and between)


def looked_at(words: list[str], model: list[str], at: int) -> dict[str, str]:
    """What each template sees of a word, found the slow way."""

    def word(place: int) -> str:
        return words[place] if 0 <= place < len(words) else ""

    first, last = run_around(at, [is_capital(word) for word in words]) or (at, at)
    chain = run_around(at, [in_chain(words, place) for place in range(len(words))])
    name_last = at
    while name_last + 1 < len(words) and model[name_last + 1].startswith("I-"):
        name_last += 1
    return {
        **{f"{shift:+d}" if shift else "0": word(at + shift) for shift in range(-2, 3)},
        "first": word(first),
        "last": word(last),
        "before": word(first - 1),
        "before2": word(first - 2),
        "behind": word(last + 1),
        "behind2": word(last + 2),
        "behind3": word(last + 3),
        "entity": word(name_last) if model[at] != "O" else "",
        "opens": word(chain[0]) if chain else "",
        "closes": word(chain[1]) if chain else "",
        "ahead": word(chain[0] - 1) if chain else "",
        "after": word(chain[1] + 1) if chain else "",
    }


def run(words: list[str], at: int, member: list[bool]) -> Run | None:
    """What matters of the run that a word stands in, found the slow way."""
    edges = run_around(at, member)
    if edges is None:
        return None
    first, last = edges
    signs = reduce(or_, map(signs_of, words[first : last + 1]))
    inside, length = (min(at - first, 2), min(last - at, 2)), min(last - first + 1, MOST_WORDS)
    return Run(signs, *inside, length, kind_of(words[first]), kind_of(words[last]))


def slow_scores(words: list[str], model: list[str], weights: Weights) -> list[list[float]]:
    tags = shipped_phrases().tags(words)
    capital = [is_capital(word) for word in words]
    chain = [in_chain(words, place) for place in range(len(words))]
    labels, phrases = ([EDGE_TAG, *found, EDGE_TAG] for found in (model, tags))
    kinds = [0, *map(kind_of, words), 0]
    return [
        weights.score(
            [
                *(
                    a
                    for way, seen in looked_at(words, model, at).items()
                    for a in named(way, WORD_TEMPLATES[way](seen))
                ),
                *label_triples(labels[at : at + 3]),
                *phrase_triples(phrases[at : at + 3]),
                *joint((model[at], tags[at], shape(words[at]))),
                *kind_triples(kinds[at : at + 3]),
                *run_attributes("r", run(words, at, capital)),
                *run_attributes("R", run(words, at, chain)),
            ]
        ).tolist()
        for at in range(len(words))
    ]


@pytest.mark.parametrize(("words", "model"), list(zip(SENTENCES, LABELS, strict=True)))
def test_scores_looked_up_are_the_sums_of_the_weights(
    words: list[str], model: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[np.ndarray[tuple[int, int], np.dtype[np.float32]]] = []

    def watch(emissions, transitions, starts, lengths, opening):  # type: ignore[no-untyped-def]
        seen.append(emissions)
        return best_labels(emissions, transitions, starts, lengths, opening)

    monkeypatch.setattr(labelling, "best_labels", watch)
    monkeypatch.setattr(labelling, "AGREEMENT", 0)
    monkeypatch.setattr(labelling, "REACH", len(words) - 1)
    Labeller(load_weights()).label(words, [0], model, shipped_phrases().tags(words))
    if seen[0].size:
        assert seen[0] == pytest.approx(np.array(slow_scores(words, model, load_weights())), abs=1e-3)


def test_sentences_do_not_see_each_other() -> None:
    labeller = Labeller(load_weights())
    apart = [
        labeller.label(words, [0], model, shipped_phrases().tags(words))
        for words, model in zip(SENTENCES, LABELS, strict=True)
    ]
    words = [word for sentence in SENTENCES for word in sentence]
    starts = [0, *accumulate(map(len, SENTENCES[:-1]))]
    tags = [tag for sentence in SENTENCES for tag in shipped_phrases().tags(sentence)]
    together = labeller.label(words, starts, [label for labels in LABELS for label in labels], tags)
    assert together == [label for labels in apart for label in labels]


@settings(max_examples=60)
@given(st.lists(st.integers(1, 4), max_size=4), st.integers(0, 2**32 - 1))
def test_the_best_path_is_the_best_of_all_paths(lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    labels, total = 3, sum(lengths)
    emissions = chance.normal(size=(total, labels)).astype(np.float32)
    transitions = chance.normal(size=(labels, labels)).astype(np.float32)
    opening = chance.normal(size=(len(lengths), labels)).astype(np.float32)
    starts = np.cumsum([0, *lengths])[:-1].astype(np.intp)
    found = best_labels(emissions, transitions, starts, np.array(lengths, np.intp), opening)
    for number, (start, length) in enumerate(zip(starts, lengths, strict=True)):

        def score(path: tuple[int, ...], number: int = number, start: int = start) -> float:
            steps = sum(emissions[start + at, label] for at, label in enumerate(path))
            return float(opening[number, path[0]] + steps + sum(transitions[a, b] for a, b in pairwise(path)))

        best = max(product(range(labels), repeat=length), key=score)
        assert score(tuple(found[start : start + length].tolist())) == pytest.approx(score(best), abs=1e-4)


def test_forgetting_all_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    labeller = Labeller(load_weights())
    tags = shipped_phrases().tags(SENTENCES[0])
    before = labeller.label(SENTENCES[0], [0], LABELS[0], tags)
    monkeypatch.setattr(labelling, "VOCABULARY", 0)
    assert labeller.label(SENTENCES[0], [0], LABELS[0], tags) == before


def test_tables_grow_with_what_they_see() -> None:
    labeller = Labeller(load_weights())
    words = [f"Name{number}" for number in range(3000)]
    labels = [f"B-T{number}" for number in range(3000)]
    assert len(labeller.label(words, [0], labels, ["-"] * 3000)) == 3000


def test_weights_survive_being_saved() -> None:
    weights = Weights(("O", "B-PER"), np.eye(2, dtype=np.float32), {"w=x": 0}, np.array([[0.5, -1]], np.float32))
    file = BytesIO()
    weights.save(file)
    again = read_weights(BytesIO(file.getvalue()))
    assert again.labels == weights.labels
    assert again.score(["w=x", "w=unknown"]).tolist() == pytest.approx([0.5, -1], abs=1e-3)


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(Unprocessable):
        read_weights(BytesIO(b"no model"))
