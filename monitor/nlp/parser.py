"""The dependency parser of a spaCy pipeline: its own component, or an exact reading of the same weights in numpy.

spaCy's parser builds a tree move by move (Nivre 2008, "Algorithms for deterministic incremental dependency parsing",
the arc-eager system): at each it takes the best of the moves that are allowed. Its time goes mostly into many small
products for one state each. Here the moves of all sentences are scored together, while states and moves are spaCy's.
The parses that come out are the same, where no two moves are as good but for rounding.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from monitor.nlp.layers import Floats

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 128  # sentences that go through spaCy's component at a time


class Parser(Protocol):
    """Gives sentences their trees."""

    def parse(self, docs: Sequence["Doc"]) -> None:
        """Sets heads and relations of every doc; each has tokens and the vectors that the parser sees as `tensor`."""


def open_parser(pipeline: "Language") -> Parser:
    """The parser of `pipeline`: read in numpy where its weights have the form that is known here, else its own."""
    component = pipeline.get_pipe("parser")
    return ParserReader(component) if is_known(component) else ComponentParser(component)


def is_known(component: Any) -> bool:
    """Whether a component is a greedy parser over shared vectors with a hidden layer, with all its moves trained."""
    model = component.model
    if model.name != "parser_model" or component.cfg.get("beam_width") != 1 or not model.attrs["has_upper"]:
        return False
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    return (
        [layer.name for layer in model.get_ref("tok2vec").layers] == ["tok2vec-listener", "list2array", "linear"]
        and (lower.name, upper.name) == ("precomputable_affine", "linear")
        and not model.attrs["unseen_classes"]
        and upper.get_dim("nO") == component.moves.n_moves
    )


class ComponentParser:
    """spaCy's own component."""

    def __init__(self, component: Any) -> None:
        self._component = component

    def parse(self, docs: Sequence["Doc"]) -> None:
        """Sets heads and relations of every doc."""
        for _ in self._component.pipe(iter(docs), batch_size=_BATCH):
            pass


class ParserReader:
    """The weights of a component that `is_known`, read in numpy."""

    def __init__(self, component: Any) -> None:
        from spacy.tokens import Doc

        model = component.model
        self._component = component
        self._places = model.predict([Doc(component.vocab, words=["word"])]).get_token_ids
        self._narrow = model.get_ref("tok2vec").layers[-1]
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        features, hidden, pieces, seen = (lower.get_dim(name) for name in ("nF", "nO", "nP", "nI"))
        self._roles = np.arange(features)
        self._pieces = [slice(hidden * piece, hidden * (piece + 1)) for piece in range(pieces)]
        self._weights = lower.get_param("W").transpose(3, 0, 2, 1).reshape(seen, -1)
        self._nothing = lower.get_param("pad").transpose(0, 1, 3, 2).ravel()
        self._bias = lower.get_param("b").T.reshape(-1)
        self._move_weights, self._move_bias = upper.get_param("W").T.copy(), upper.get_param("b")

    def parse(self, docs: Sequence["Doc"]) -> None:
        """Sets heads and relations of every doc."""
        component = self._component
        found = component.moves.init_batch(docs)
        shares = self._shares(docs)
        states = [state for state in found if not state.is_final()]
        while states:
            states = component.transition_states(states, self._scores(shares, self._places(states)))
        component.set_annotations(docs, found)

    def _shares(self, docs: Sequence["Doc"]) -> Floats:
        """What each token gives to the hidden layer, a row for each of its roles; behind all, those of no token."""
        vectors = self._narrow.predict(np.concatenate([doc.tensor for doc in docs]))
        shares = np.empty((len(vectors) + 1, self._weights.shape[1]), np.float32)
        np.matmul(vectors, self._weights, out=shares[:-1])
        shares[-1] = self._nothing
        return shares.reshape(len(shares) * len(self._roles), -1)

    def _scores(self, shares: Floats, places: NDArray[np.int32]) -> Floats:
        """The score of each move in states that see the tokens at `places`; -1 is none."""
        rows = places * len(self._roles) + self._roles
        summed: Floats = np.add.reduce(shares.take(rows, axis=0), axis=1)
        summed += self._bias
        first, *others = (summed[:, piece] for piece in self._pieces)
        for other in others:
            first = np.maximum(first, other)
        scores: Floats = first @ self._move_weights
        scores += self._move_bias
        return scores
