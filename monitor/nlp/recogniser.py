"""The named-entity recogniser of a spaCy pipeline: its own component, or an exact reading of the same weights in numpy.

spaCy's recogniser goes through a text word by word (Lample et al. 2016, "Neural architectures for named entity
recognition", the transition-based one): at each word it takes the best of the moves that are allowed there. Nearly two
thirds of its time are spent between the moves, not on the weights. But outside of a name the scores hang on nothing
that came before, so that they can be had for all words at once, and only names under way go on word by word, all of
them together. The labels that come out are the same, where no two moves are as good but for rounding.
"""

from collections.abc import Sequence
from itertools import accumulate, chain, compress
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monitor.nlp.layers import Floats
from monitor.nlp.vectors import ReadVectors, batches, in_batches, open_vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Places: TypeAlias = NDArray[np.intp]
Flags: TypeAlias = NDArray[np.bool_]

_BATCH = 128  # sentences that go through spaCy's component at a time
_BEFORE_MARKED, _BEHIND_MARKED = 2, 1
"""Words before and behind one with a capital letter or a digit that are looked at with it: "Bank for the Poor"."""

_NEXT, _FIRST, _BEFORE = range(3)
"""What a state is seen by: the next word, the first word of the name under way, and the word before the next one."""


class Recogniser(Protocol):
    """Labels words as names."""

    def label(self, docs: Sequence["Doc"]) -> list[list[str]]:
        """The label of every token of every doc in BIO: "O", "B-GPE", "I-GPE"."""


def open_recogniser(pipeline: "Language") -> Recogniser:
    """The recogniser of `pipeline`: read in numpy where its weights have the form that is known here, else its own."""
    component = pipeline.get_pipe("ner")
    return WeightReader(component) if is_known(component) else ComponentRecogniser(component)


def is_known(component: Any) -> bool:
    """Whether a component is a greedy recogniser over three features and a hidden layer, with all its moves trained.

    A trained pipeline of any language that was made with spaCy's usual settings is; one with a beam, without the
    hidden layer, or with labels added later is not.
    """
    model = getattr(component, "model", None)
    if model is None or model.name != "parser_model" or component.cfg.get("beam_width") != 1:
        return False
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    return (
        [layer.name for layer in model.get_ref("tok2vec").layers[1:]] == ["list2array", "linear"]
        and (lower.name, upper.name) == ("precomputable_affine", "linear")
        and lower.get_dim("nF") == len((_NEXT, _FIRST, _BEFORE))
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and upper.get_dim("nO") == component.moves.n_moves
        and _has_all_moves(_moves_of(component))
    )


def shares_vectors(pipeline: "Language") -> bool:
    """Whether the recogniser sees words by the vectors that tagger and parser see, so that these are needed first."""
    component: Any = pipeline.get_pipe("ner")
    return any(layer.name == "tok2vec-listener" for layer in component.model.walk())


def _moves_of(component: Any) -> list[str]:
    """The moves in the order of their scores: "B-GPE", "L-GPE", "O"; "U-" is only for words marked beforehand."""
    moves = component.moves
    return [moves.get_class_name(at) for at in range(moves.n_moves)]


def _has_all_moves(names: Sequence[str]) -> bool:
    kinds = {name for name in names if name[1:2] == "-" and len(name) > 2}
    labels = {name[2:] for name in kinds}
    return len(kinds) == 4 * len(labels) and set(names) - kinds <= {"O", "U-"} and "O" in names


class ComponentRecogniser:
    """spaCy's own component."""

    def __init__(self, component: Any) -> None:
        self._component = component

    def label(self, docs: Sequence["Doc"]) -> list[list[str]]:
        """The labels of every doc, which is changed in place: its `ents` are set."""
        for _ in self._component.pipe((doc for doc in docs if len(doc)), batch_size=_BATCH):
            pass
        return [labelled(doc) for doc in docs]


def labelled(doc: "Doc") -> list[str]:
    """The label that the component gave every token, in BIO."""
    labels = ["O"] * len(doc)
    for span in doc.ents:
        _write(labels, span.start, span.end, span.label_)
    return labels


def _write(labels: list[str], start: int, end: int, name: str) -> None:
    labels[start:end] = [f"B-{name}", *[f"I-{name}"] * (end - start - 1)]


class WeightReader:
    """The weights of a component that `is_known`, read in numpy; docs are left as they are."""

    def __init__(self, component: Any) -> None:
        model = component.model
        vectors, _, self._narrow = model.get_ref("tok2vec").layers
        self._vectors = open_vectors(vectors)
        self.columns = self._vectors.columns if isinstance(self._vectors, ReadVectors) else ()
        """The attributes of a word that the vectors see where they can be told by its key; else none."""
        self._lower: Any = model.get_ref("lower")
        weights, bias = (np.asarray(model.get_ref("upper").get_param(name)) for name in ("W", "b"))
        moves = _moves_of(component)
        outside = [at for at, name in enumerate(moves) if name == "O" or (name[0] in "BU" and len(name) > 2)]
        self._outside = [moves[at] for at in outside]
        self._outside_weights, self._outside_bias = weights[outside].T.copy(), bias[outside]
        self._opens = np.array([name[0] == "B" for name in self._outside])
        self._names = np.array([name != "O" for name in self._outside])
        begins = [name[2:] if opens else "" for name, opens in zip(self._outside, self._opens, strict=True)]
        within = [[moves.index(f"{kind}-{name}") if name else 0 for kind in "IL"] for name in begins]
        self._within_weights, self._within_bias = weights[within], bias[within]

    def label(self, docs: Sequence["Doc"]) -> list[list[str]]:
        """The labels of every doc, as the component would give them."""
        found = (labels for batch in in_batches(docs) for labels in self._label_batch(batch))
        return [next(found) if len(doc) else [] for doc in docs]

    def label_words(self, words: Sequence[Sequence[str]], keys: Sequence[Sequence[bytes]]) -> list[list[str]]:
        """The labels of sentences in words with their keys by `columns`; refuses (TypeError) where these are none.

        Only words near a capital letter or a digit are looked at. Names are those that `label` finds, but for one in
        a thousand; of numbers and times, which it finds too, those in small letters are left out.
        """
        if not isinstance(self._vectors, ReadVectors):
            raise TypeError("these vectors see docs, not keys of words")
        found: list[list[str]] = []
        for batch in batches(list(map(len, words))):
            found += self._label_words(words[batch], keys[batch], self._vectors)
        return found or [[] for _ in words]

    def _label_words(
        self, words: Sequence[Sequence[str]], keys: Sequence[Sequence[bytes]], vectors: ReadVectors
    ) -> list[list[str]]:
        lengths = list(map(len, words))
        row = list(chain.from_iterable(words))
        may_be = _near_names(row)
        labels = ["O"] * len(row)
        if may_be.any():
            begins, sizes = _runs(may_be, lengths)
            blank = np.flatnonzero([word.isspace() for word in compress(row, may_be)])
            seen = vectors.of_keys(list(chain.from_iterable(keys)), lengths, may_be)
            for begin, found in zip(begins, self._labels(seen, sizes, blank), strict=True):
                labels[begin : begin + len(found)] = found
        return [labels[end - length : end] for length, end in zip(lengths, accumulate(lengths), strict=True)]

    def _label_batch(self, docs: Sequence["Doc"]) -> list[list[str]]:
        """Labels of docs without an empty one among them."""
        blank = np.flatnonzero(np.concatenate([doc.to_array("IS_SPACE") for doc in docs]))
        return self._labels(self._vectors.of(docs), [len(doc) for doc in docs], blank)

    def _labels(self, vectors: Floats, lengths: Sequence[int], blank: Places) -> list[list[str]]:
        """The labels of sentences of these lengths, none of them empty, whose words, all in a row, have these vectors.

        blank: the words that are white space.
        """
        ends = np.cumsum(lengths)
        seen: Floats = self._lower.predict(self._narrow.predict(vectors))
        moves = self._moves_outside(seen, ends - 1, blank)
        begun = np.flatnonzero(self._opens[moves])
        stops = dict(zip(begun.tolist(), self._ends(seen, begun, moves[begun], ends).tolist(), strict=True))
        labels = ["O"] * int(ends[-1])
        free = 0
        for at in np.flatnonzero(self._names[moves]).tolist():
            if at >= free:
                free = stops.get(at, at + 1)
                _write(labels, at, free, self._outside[moves[at]][2:])
        return [labels[end - length : end] for length, end in zip(lengths, ends.tolist(), strict=True)]

    def _moves_outside(self, seen: Floats, last: Places, blank: Places) -> Places:
        """The best move at every word if no name is under way: none begins at a blank, none goes beyond `last`."""
        states = seen[1:, _NEXT] + seen[0, _FIRST]
        states += seen[0, _BEFORE]
        scores: Floats = self._hidden(states) @ self._outside_weights
        scores += self._outside_bias
        scores[np.ix_(last, self._opens)] = -np.inf
        scores[np.ix_(blank, self._names)] = -np.inf
        best: Places = scores.argmax(axis=1)
        return best

    def _ends(self, seen: Floats, begun: Places, moves: Places, ends: Places) -> Places:
        """Where each name that began ends (exclusive): step by step, all names under way at once."""
        final = ends[np.searchsorted(ends, begun, side="right")] - 1
        stops = final + 1
        going, at = np.arange(len(begun)), begun + 1
        while len(going):
            going, at = going[at < final[going]], at[at < final[going]]
            states = seen[at + 1, _NEXT] + seen[begun[going] + 1, _FIRST]
            states += seen[at, _BEFORE]
            chosen = moves[going]
            scores: Floats = np.einsum("sh,smh->sm", self._hidden(states), self._within_weights[chosen])
            scores += self._within_bias[chosen]
            closed = scores[:, 1] > scores[:, 0]
            stops[going[closed]] = at[closed] + 1
            going, at = going[~closed], at[~closed] + 1
        return stops

    def _hidden(self, states: Floats) -> Floats:
        """The hidden layer (Maxout, Goodfellow et al. 2013) of summed features."""
        states += self._lower.get_param("b")
        hidden: Floats = self._lower.ops.maxout(states)[0]
        return hidden


def _near_names(words: Sequence[str]) -> Flags:
    """The words that may be of a name: those with a capital letter or a digit, and some around them."""
    marked = [not word.islower() and any(map(str.isalnum, word)) for word in words]
    padded = np.zeros(len(marked) + _BEFORE_MARKED + _BEHIND_MARKED, np.bool_)
    for shift in range(_BEFORE_MARKED + _BEHIND_MARKED + 1):
        padded[shift : shift + len(marked)] |= marked
    return padded[_BEFORE_MARKED : _BEFORE_MARKED + len(marked)]


def _runs(members: Flags, lengths: Sequence[int]) -> tuple[list[int], list[int]]:
    """Where the runs of members begin that no end of a sentence parts, and how long they are."""
    opens = members.copy()
    opens[1:] &= ~members[:-1]
    starts = np.cumsum(lengths)[:-1]
    starts = starts[starts < len(members)]
    opens[starts] = members[starts]
    begins = np.flatnonzero(opens)
    among = np.searchsorted(np.flatnonzero(members), begins)
    return begins.tolist(), np.diff(among, append=int(members.sum())).tolist()
