"""The inverted index against the plainest one there is."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories import postings
from monitor.stories.fingerprint import Hashes
from monitor.stories.postings import Postings

BOILERPLATE = 2
texts = st.lists(st.sets(st.integers(0, 12), max_size=6), max_size=12)
lookup = st.sets(st.integers(0, 14), max_size=8)


def hashes(numbers: set[int]) -> Hashes:
    return np.array(sorted(numbers), np.uint64)


def expected(held: list[set[int]], wanted: set[int]) -> tuple[int, list[tuple[int, int]]]:
    standing = Counter(number for text in held for number in text)
    telling = {number for number in wanted if standing[number] <= BOILERPLATE}
    shared = [(text, len(telling & numbers)) for text, numbers in enumerate(held) if telling & numbers]
    return len(telling), sorted(shared, key=lambda pair: (-pair[1], pair[0]))


@pytest.fixture(autouse=True)
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "_RECENT", 5)  # so that a few texts are merged more than once


@given(texts, texts, lookup)
def test_texts_given_at_once_and_added_one_by_one_are_found_alike(
    at_once: list[set[int]], added: list[set[int]], wanted: set[int]
) -> None:
    index = Postings(BOILERPLATE, [hashes(text) for text in at_once])
    for text in added:
        index.add(hashes(text))
    sharing = index.sharing(hashes(wanted))
    found = list(zip(sharing.texts.tolist(), sharing.shared.tolist(), strict=True))
    assert (sharing.telling, found) == expected(at_once + added, wanted)
    assert index.telling(hashes(wanted)) == sharing.telling
