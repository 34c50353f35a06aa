"""Training sentences with other names."""

from benchmarks.conll import LabelledSentence, spans
from benchmarks.training.swapping import swapped

SENTENCES = [
    LabelledSentence(words=tuple("Macron met Angela Merkel .".split()), labels=("B-PER", "O", "B-PER", "I-PER", "O")),
    LabelledSentence(words=tuple("It rained in Oslo .".split()), labels=("O", "O", "O", "B-LOC", "O")),
    LabelledSentence(words=tuple("It rained .".split()), labels=("O", "O", "O")),
]


def test_names_are_put_in_the_place_of_others_of_their_type() -> None:
    people = {("Macron",), ("Angela", "Merkel")}
    made = list(swapped(SENTENCES, copies=20))
    assert len(made) == 40, "the sentence without a name stays what it is"
    for sentence in made:
        assert len(sentence.words) == len(sentence.labels)
        found = {(kind, sentence.words[first:end]) for first, end, kind in spans(sentence.labels)}
        assert found <= {*(("PER", name) for name in people), ("LOC", ("Oslo",))}
    first = {sentence.words for sentence in made if "met" in sentence.words}
    assert ("Angela", "Merkel", "met", "Macron", ".") in first


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert list(swapped(SENTENCES, 3, seed=7)) == list(swapped(SENTENCES, 3, seed=7))
