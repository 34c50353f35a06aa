"""The matcher and a simple slow one agree on whatever watches and texts there are."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monitor.match import matcher
from monitor.match.occurrences.sentences import Sentences
from monitor.match.watchlist import All, Any, Condition, Forms, Near, RegexIs, Scope, Watch, Watchlist
from monitor.records import AnnotatedArticle
from tests.match.builders import NOW, actor, article, means, names, run, says, term, word
from tests.match.reference import Reference

# Few words, so that they meet: names within names, look-alikes, compounds, accents that decompose, typography.
WORDS = "Union,European Union,cease-fire,ceasefire,US,us,Zelenský,straße,100,prime minister,O'Neill,won".split(",")
PIECES = """
Union union UNION European Ünion reunion cease fire ceasefire CEASE-FIRE cease-fires US us USA Us U.S. Zelensky ZELENSKÝ
Zelensky\u0301 Straße STRASSE strasse 100 1,100 100.5 prime minister Prime-Minister O'Neill O’Neill Neill won won't
non anti un European–Union ambassador ﬁre
""".split()
GAPS = [" ", " ", " ", "-", ". ", "\n", ", ", "  ", "\u00a0", "’s ", "“", "‑", "! "]

ACTORS = (
    actor("eu", "European Union", "Union", word("EU", exact=True)),
    actor("union", "Union", "prime minister"),
    actor("us", word("US", exact=True), "Zelensky"),
)
TERMS = (term("truce", "cease-fire", "cease", "ceasefire"),)

EXPRESSIONS = [RegexIs(pattern=pattern) for pattern in ("(?:Un|un)ion", "[Cc]ease[ -]?fire", "Zelensk. ?")]

texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=30).map(
    lambda parts: "".join(piece + gap for piece, gap in parts) + "and so on."
)
leaves = st.one_of(
    st.builds(says, st.sampled_from(WORDS), exact=st.booleans(), forms=st.sampled_from([Forms.EXACT, Forms.LEMMA])),
    st.lists(st.sampled_from(["eu", "union", "us"]), min_size=1, max_size=2, unique=True).map(lambda ids: names(*ids)),
    st.just(means("truce")),
    st.sampled_from(EXPRESSIONS),
)
nearable = st.one_of(leaves, st.lists(leaves, min_size=1, max_size=2).map(lambda inner: Any(conditions=tuple(inner))))
nears = st.builds(Near, first=nearable, second=nearable, within=st.integers(0, 6), ordered=st.booleans())
conditions: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(leaves, nears),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda some: st.sampled_from([All(conditions=tuple(some)), Any(conditions=tuple(some))])
    ),
    max_leaves=5,
)
watches = st.builds(
    Watch,
    id=st.sampled_from("abc"),
    when=conditions,
    none=st.lists(leaves, max_size=1).map(tuple),
    scope=st.sampled_from(Scope),
)
watchlists = st.lists(watches, min_size=1, max_size=3, unique_by=lambda watch: watch.id).map(
    lambda some: Watchlist(id="desk", actors=ACTORS, terms=TERMS, watches=tuple(some))
)
articles = st.builds(
    lambda text, title: article(f"It is {text}", title=title),
    texts,
    st.sampled_from(["", "US Union", "A cease-fire for Zelensky"]),
)


@pytest.mark.slow(2)
@settings(max_examples=400)
@given(watchlists, articles, st.lists(texts, max_size=2))
def test_the_matcher_agrees_with_the_reference(
    watchlist: Watchlist, annotated: AnnotatedArticle, sample: list[str]
) -> None:
    assume(not any(shouts(annotated.article.document[slice(*span)]) for span in sentences_of(annotated)))
    reference = Reference(watchlist, annotated, sentences_of(annotated))
    expected = {watch.id: hits for watch in watchlist.watches if (hits := reference.hits_of(watch))}
    result = matcher.compile([watchlist], sample).match(annotated, NOW)
    assert [match.watch for match in result.matches] == list(result.watches) == list(expected)
    for match in result.matches:
        shown = {(piece.matched.start, piece.matched.end, piece.clause) for piece in match.evidence}
        assert shown <= expected[match.watch]
        assert {clause for _, _, clause in shown} == {clause for _, _, clause in expected[match.watch]}


@given(watchlists, articles)
def test_evidence_is_cut_from_the_document_and_nobody_is_both_matched_and_rejected(
    watchlist: Watchlist, annotated: AnnotatedArticle
) -> None:
    document = annotated.article.document
    result = run(watchlist, annotated)
    assert {match.watch for match in result.matches}.isdisjoint(rejection.watch for rejection in result.rejections)
    for piece in (piece for match in result.matches for piece in match.evidence):
        assert document[piece.matched.start : piece.matched.end] == piece.matched.text
        assert document[piece.sentence.start : piece.sentence.end] == piece.sentence.text
        assert piece.sentence.start <= piece.matched.start < piece.matched.end <= piece.sentence.end
        assert (piece.field == "title") is (piece.matched.start < len(annotated.article.title))


def shouts(sentence: str) -> bool:
    return sum(map(str.isupper, sentence)) > 0.8 * sum(map(str.isalpha, sentence))


def sentences_of(annotated: AnnotatedArticle) -> list[tuple[int, int]]:
    """The sentences that the matcher sees, as the stretches between their beginnings."""
    document = annotated.article.document
    starts = Sentences(document, ()).starts
    return list(zip(starts, [*starts[1:], len(document)], strict=True))
