"""Watches that ask for a regular expression."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.match.conditions.expressions import MOST
from monitor.match.patterns.expressions import LONGEST, expression
from monitor.match.patterns.literals import literals
from monitor.match.verdicts.rejection import RejectReason
from monitor.match.watchlist import All, Any, Case, Condition, Near, RegexIs
from monitor.text.fold import fold
from tests.match.builders import article, found, only, run, says, watch


def regex(pattern: str, *, fold: bool = False) -> RegexIs:
    return RegexIs(pattern=pattern, case=Case.FOLD if fold else Case.EXACT)


@pytest.mark.parametrize(
    ("condition", "text", "words"),
    [
        (regex(r"CVE-\d{4}-\d+"), "Fixed: CVE-2026-1234 and CVE-2026-99.", ["CVE-2026-1234"]),
        (regex(r"CVE-\d{4}-\d+"), "The CVE list.", []),
        (regex(r"\bnovichok\w*"), "The Novichok case.", []),
        (regex(r"\bnovichok\w*", fold=True), "The Novichok case.", ["Novichok"]),
        (regex(r"(?i)\bnovichok\w*"), "Novichoks!", ["Novichoks"]),
        (regex(r"(?:Mirage|Rafale)-?\d+"), "A Rafale-4 flew.", ["Rafale-4"]),
        (regex("Élysée"), "In the Élysée.", ["Élysée"]),
        (regex("Elysee"), "In the Élysée.", []),
        (Any(conditions=(regex("Yars"), says("truce"))), "A truce.", ["truce"]),
        (All(conditions=(regex(r"\b[A-Z]{2}\d\b"), says("route"))), "A route to AB1.", ["route", "AB1"]),
        (All(conditions=(regex(r"\b[A-Z]{2}\d\b"), says("route"))), "A route. To AB1.", []),
        (Near(first=regex("[A-Z]{2}[0-9]"), second=says("route"), within=1), "A route to AB1.", ["route", "AB1"]),
        (regex(r"Yars.*Avangard"), "A Yars.\nThe Avangard.", []),
    ],
)
def test_a_regex_is_matched_against_the_text_as_it_stands(condition: Condition, text: str, words: list[str]) -> None:
    assert found(condition, text) == words


def test_the_evidence_names_the_regex_and_where_it_matched() -> None:
    (piece,) = only(run(regex(r"CVE-\d{4}-\d+"), article("Ünïcode, then CVE-2026-7.", title="Ñandú"))).evidence
    assert (piece.clause, piece.matched.text) == (r"regex CVE-\d{4}-\d+", "CVE-2026-7")
    assert (piece.matched.start, piece.matched.end) == (20, 30)
    assert piece.sentence.text == "Ünïcode, then CVE-2026-7."


def test_a_match_of_nothing_is_none() -> None:
    assert found(All(conditions=(regex(r"\b"), says("route"))), "A route.") == []


def test_where_it_does_not_match_the_regex_is_what_is_missing() -> None:
    (rejection,) = run(regex(r"CVE-\d{4}"), "The cve list.").not_matched
    assert (rejection.reason, rejection.detail) == (RejectReason.MISSING, r"regex CVE-\d{4}")


def test_what_a_copy_leaves_out_counts_for_none_here_too() -> None:
    asked = watch(says("truce"), none=(regex(r"\d+:\d+"),))
    assert found(asked, "A truce.") == ["truce"]
    assert found(asked, "A truce, 3:2.") == []


def test_so_many_places_and_no_more_are_looked_at() -> None:
    near = Near(first=regex("[xy]"), second=says("word"), within=0)
    assert found(near, "x. " * (MOST - 1) + "Word y.") == ["Word", "y"]
    assert found(near, "x. " * MOST + "Word y.") == []


@pytest.mark.parametrize(
    "condition",
    [
        regex(r"\d+"),
        Any(conditions=(says("truce"), regex(r"[A-Z]{2}"))),
        All(conditions=(regex(r"\d+"), regex(r"[a-z]+"))),
        Near(first=regex(r"\d+"), second=regex(r"[a-z]+"), within=1),
    ],
)
def test_a_regex_that_needs_no_letters_needs_words_beside_it(condition: Condition) -> None:
    with pytest.raises(ValueError, match="watch 'w': a regex alone needs letters that every match has"):
        run(condition, "A text.")


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(truce", "missing )"),
        ("truce(?= talks)", "RE2 has no such operator"),
        (r"(truce)\1", r"invalid escape sequence: \1"),
        ("(truce)?", "matches a text of nothing"),
        ("(?:(?:truce){1000}){1000}", "invalid repetition size"),
        (r"truce\p{L}{900}", "pattern too large"),
        ("(" * 51 + "truce" + ")" * 51, "nested more than 50 deep"),
        ("x" * (LONGEST + 1), f"longer than {LONGEST} characters"),
    ],
)
def test_what_is_no_expression_is_refused_with_the_reason(pattern: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        expression(pattern)


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"\bCVE-\d{4}", {"cve"}),
        ("Étienne", {"etienne"}),
        ("truces?", {"truce"}),
        ("truce+s", {"truce"}),
        ("tru(?:ce)?", {"tru"}),
        ("x(?:truce|peace talks)y", {"truce", "peace"}),
        ("(?P<what>truce|peace)", {"truce", "peace"}),
        ("(?i:truce)", {"truce"}),
        ("(?i)truce", {"truce"}),
        (r"\Qa.truce\E", {"truce"}),
        (r"ab\.cd\.efg", {"efg"}),
        ("[abc]truce", {"truce"}),
        ("[[:alpha:]]truce", {"truce"}),
        (r"[]\]]truce", {"truce"}),
        (r"\x41truce", {"truce"}),
        (r"\x{41}truce", {"truce"}),
        (r"\pLtruce", {"truce"}),
        (r"\p{Greek}truce", {"truce"}),
        ("(?:truce){2}", {"truce"}),
        ("(?:truce){2,}", {"truce"}),
        ("truce|peace|war", {"truce", "peace", "war"}),
        ("truce|xy", set()),
        ("truce|", set()),
        ("(?:truce)*", set()),
        ("(?:truce){0,2}", set()),
        ("ab", set()),
        (r"a\wb.c", set()),
    ],
)
def test_the_letters_that_every_match_has(pattern: str, texts: set[str]) -> None:
    assert literals(pattern) == texts


PIECES = [
    "truce", "Étienne", "peace", "ab", "c+", "d?", "e*", "(?:truce|talks)", "(?:truce)?", "(?:abc){2}", r"\d", r"\w+",
    "[a-c]", "[^x]", ".", r"\.", "-", r"\x41bc", r"\Qq.r\E", "(?i:Peace)", "(?:abc|d)", "ss", "ß", r"\b", "{", "f{1,2}",
]  # fmt: skip
TEXTS = st.lists(
    st.sampled_from([*"truce Truce ÉTIENNE Étienne peace abc Abc ab c d e ß ss q.r - . f 1 {".split(), " "]),
    max_size=12,
).map("".join)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join), TEXTS, st.booleans())
def test_where_an_expression_matches_one_of_its_letters_stands(pattern: str, text: str, folded: bool) -> None:
    try:
        made = expression(pattern, Case.FOLD if folded else Case.EXACT)
    except ValueError:
        return
    needed = literals(pattern)
    if needed and made.search(text) is not None:
        assert any(each in fold(text).text for each in needed)


def test_an_expression_keeps_its_offsets_behind_characters_of_several_bytes() -> None:
    annotated = article("😀 café: CVE-2026-1.")
    annotated = replace(annotated, article=replace(annotated.article, title="日本"))
    (piece,) = only(run(regex(r"CVE-[\d-]+"), annotated)).evidence
    assert annotated.article.document[piece.matched.start : piece.matched.end] == "CVE-2026-1"
