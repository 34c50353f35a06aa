"""The sequence model: quick ways and slow ways agree."""

from io import BytesIO
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.annotate.entities import labelling
from monitor.annotate.entities.features import WORD_TEMPLATES, joint, label_triples, named, phrase_triples
from monitor.annotate.entities.labelling import Labeller, triples
from monitor.annotate.entities.repair import shipped_phrases
from monitor.annotate.entities.viterbi import best_labels
from monitor.annotate.entities.weights import Weights, load_weights, read_weights
from monitor.annotate.entities.words import is_capital, shape
from monitor.errors import Unprocessable

SENTENCES = [
    "Macron told the Bank of Japan that 's it in Kyiv".split(),
    "of of of".split(),
    "U.S. President Donald Trump , 79 , left .".split(),
]
LABELS = [
    "B-GPE O O B-ORG I-ORG I-ORG O O O O B-PERSON".split(),
    "O O O".split(),
    "B-GPE O B-PERSON I-PERSON O B-DATE O O O".split(),
]


def looked_at(words: list[str], model: list[str], at: int) -> dict[str, str]:
    """What each template sees of a word, found the slow way."""

    def word(place: int) -> str:
        return words[place] if 0 <= place < len(words) else ""

    first = last = at
    if is_capital(words[at]):
        while first > 0 and is_capital(words[first - 1]):
            first -= 1
        while last + 1 < len(words) and is_capital(words[last + 1]):
            last += 1
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
    }


def slow_scores(words: list[str], model: list[str], weights: Weights) -> list[list[float]]:
    tags = shipped_phrases().tags(words)
    everywhere = range(len(words))
    rows = zip(
        everywhere, triples(model, [0], everywhere), triples(tags, [0], everywhere), tags, model, words, strict=True
    )
    return [
        weights.score(
            [
                *(
                    a
                    for way, seen in looked_at(words, model, at).items()
                    for a in named(way, WORD_TEMPLATES[way](seen))
                ),
                *label_triples(one),
                *phrase_triples(two),
                *joint((label, tag, shape(word))),
            ]
        ).tolist()
        for at, one, two, tag, label, word in rows
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
    starts = [0, len(SENTENCES[0]), len(SENTENCES[0]) + len(SENTENCES[1])]
    tags = [tag for sentence in SENTENCES for tag in shipped_phrases().tags(sentence)]
    together = labeller.label(words, starts, [label for labels in LABELS for label in labels], tags)
    assert together == [label for labels in apart for label in labels]


@settings(max_examples=60, deadline=None)
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
