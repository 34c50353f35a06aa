"""Folding text: what becomes equal, what stays apart, and the way back to the original."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.text.characters import JOINING, fold_cluster
from monitor.text.fold import fold, fold_keeping_case, words_only

# What moves offsets, tears or joins, mixed with anything at all.
TRICKY = "aßİﬁœ\u0301\u0308\u00ad\u200b  \t\n\u00a0’“–—…™¹½éйЙё가\u1100\u1161か\u3099ｶﾞ北\ud800ΣςI\u0345ᾳ😀"
texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters()), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élysée", "elysee"),
        ("E\u0301lyse\u0301e", "élysée"),
        ("ŁÓDŹ", "lodz"),
        ("Đoković", "dokovic"),
        ("Æsir", "aesir"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("ısı", "isi"),
        ("ＮＡＴＯ", "nato"),
        ("ﬁne", "fine"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("ёлка", "елка"),
        ("Макро\u0301н", "макрон"),
        ("شَرْق", "شرق"),
        ("ｶﾞｽ", "ガス"),
        ("\u1112\u1161\u11ab", "한"),
        ("l’été", "l'ete"),
        ("“x”", '"x"'),
        ("a‐b‑c–d−e", "a-b-c-d-e"),
        ("a\u00a0\u2009 \tb", "a b"),
        ("co\u00adop\u200berate", "cooperate"),
    ],
)
def test_equal_once_folded(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("войны", "воины"),
        ("їх", "іх"),
        ("が", "か"),
        ("कि", "क"),
        ("a\nb", "a b"),
        ("a—b", "a-b"),
        ("x¹", "x1"),
        ("X™", "XTM"),
    ],
)
def test_still_apart_once_folded(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_case_is_kept_where_it_counts() -> None:
    assert fold_keeping_case("Łódź and the É-U\u0301") == "Lodz and the E-U"


@given(texts)
@example("  ß  ")
def test_a_text_is_folded_cluster_by_cluster_with_one_space_for_many(text: str) -> None:
    clusters = re.findall(f".{JOINING}*", text, re.DOTALL)
    assert fold(text).text == re.sub(" +", " ", "".join(map(fold_cluster, clusters)))


@given(texts)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    spans = [folded.original(index, index + 1) for index in range(len(folded.text))]
    assert spans == sorted(spans)
    for character, (start, end) in zip(folded.text, spans, strict=True):
        assert 0 <= start < end <= len(text)
        assert character in fold_cluster(text[start:end])


@given(texts)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text).text).text == fold(text).text


@given(texts)
def test_words_stand_where_they_stood(text: str) -> None:
    folded = fold(text).text
    words = words_only(folded)
    assert len(words) == len(folded)
    assert all(seen in {" ", character} for seen, character in zip(words, folded, strict=True))
