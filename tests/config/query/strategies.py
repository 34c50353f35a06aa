"""Random watches, as the one form of YAML has them."""

from typing import Any

from hypothesis import strategies as st

from monitor.config.query.fields import one_or_many, regex, word
from monitor.config.reading.yaml_file import Plain
from monitor.records import EventType

Said = st.SearchStrategy[Plain]

IDS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,6}", fullmatch=True).filter(lambda text: text != "any")
TEXTS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=6)
    | st.sampled_from(["truce", "AND", "NEAR/8", "-x", 'a"b', "\\", "W/8", "12:30", "/9/11/", "“so”", "sanct*"]),
    min_size=1,
    max_size=3,
).map(" ".join)
WORDY = TEXTS.filter(lambda text: any(character.isalnum() for character in text))
WORDS = st.builds(
    lambda text, kind, is_cased: word(text, kind, is_cased=is_cased),
    WORDY.map(lambda text: " ".join(text.split())),
    st.sampled_from(["keyword", "word", "name", "prefix"]),
    st.booleans(),
)
SEVERAL_IDS = st.lists(IDS, min_size=1, max_size=3, unique=True)
NAMED = st.builds(lambda key, ids: {key: one_or_many(ids)}, st.sampled_from(["actor", "term"]), SEVERAL_IDS)
EXPRESSIONS = st.builds(
    lambda pattern, is_folded: {"regex": regex(pattern, is_folded=is_folded)},
    st.sampled_from(["CVE-[0-9]+", "a/b", r"\d/\\/x", 'say "(so|no)"', "(?i)truce, talks", "/a/", r"tr(uce)?/i"]),
    st.booleans(),
)
LEAVES: Said = WORDS | NAMED | EXPRESSIONS


def _joined(key: str, inner: Said) -> Said:
    return st.lists(inner, min_size=2, max_size=3).map(lambda several: {key: several})


def _near(first: Plain, second: Plain, within: int, is_ordered: bool) -> Any:
    return {"near": {"a": first, "b": second, "within": within} | ({"ordered": True} if is_ordered else {})}


SCOPES: st.SearchStrategy[dict[str, Plain]] = st.sampled_from([{}, {"scope": "paragraph"}, {"scope": "document"}])
NEAR: Said = st.builds(
    lambda near, scope: {"near": near["near"] | scope},
    st.builds(
        _near, LEAVES | _joined("any", LEAVES), LEAVES | _joined("any", LEAVES), st.integers(0, 50), st.booleans()
    ),
    SCOPES,
)
SPEAKERS: Said = SEVERAL_IDS.map(one_or_many) | st.just({"country": "RUS"})
SPOKEN: st.SearchStrategy[Any] = (
    SEVERAL_IDS.map(one_or_many)
    | st.just({"by": {"country": ["RUS", "FRA"]}})
    | st.builds(lambda by, said: {"by": by} | said, SPEAKERS, LEAVES | NEAR | _joined("all", LEAVES))
    | LEAVES
    | _joined("any", LEAVES)
)
QUOTES: Said = SPOKEN.map(lambda said: {"quote": said})
CONDITIONS: Said = st.recursive(
    LEAVES | NEAR | QUOTES, lambda inner: _joined("all", inner) | _joined("any", inner), max_leaves=6
)
COUNTRIES = st.lists(st.sampled_from(["RUS", "BLR", "FRA", "USA"]), min_size=1, max_size=3, unique=True)
ROLES: Said = (
    SEVERAL_IDS.map(one_or_many)
    | COUNTRIES.map(lambda codes: {"country": one_or_many(codes)})
    | st.builds(lambda ids, codes: {"any": one_or_many(ids), "country": one_or_many(codes)}, SEVERAL_IDS, COUNTRIES)
)
EACH: Said = st.lists(ROLES, min_size=2, max_size=3).map(lambda several: {"all": several})
FIGURES: Said = st.integers(1, 10**9) | st.sampled_from([0.5, 1.25])
TYPES = st.lists(st.sampled_from([each.value for each in EventType]), min_size=1, max_size=3, unique=True)
EVENTS = st.fixed_dictionaries(
    {"type": TYPES.map(one_or_many)},
    optional={
        "actor": ROLES | EACH,
        "recipient": ROLES | EACH,
        "location": ROLES,
        "said_by": ROLES | st.just("any"),
        "size": st.dictionaries(st.sampled_from(["dead", "injured", "troops", "money"]), FIGURES, min_size=1),
        "polarity": st.sampled_from(["affirmed", "negated", "any"]),
    },
)
MODES = st.lists(st.sampled_from(["asserted", "negated", "future", "quoted"]), min_size=1, max_size=2, unique=True)
LISTED = st.lists(TEXTS, min_size=1, max_size=2, unique=True).map(one_or_many)
SOURCES = st.fixed_dictionaries(
    {},
    optional={
        "include_tags": LISTED,
        "exclude_tags": LISTED,
        "include": LISTED,
        "exclude": LISTED,
        "tiers": st.sampled_from([1, 4, [1, 2], [3, 1]]),
        "languages": st.lists(st.sampled_from(["en", "fr", "pt-BR"]), min_size=1, unique=True).map(one_or_many),
    },
).filter(bool)
PARTS: Any = {
    "when": CONDITIONS,
    "none": st.lists(CONDITIONS, min_size=1, max_size=2),
    "event": EVENTS,
    "modality": MODES.map(one_or_many),
    "confidence": st.sampled_from([0.0, 0.5, 0.7, 1.0]),
    "scope": st.sampled_from(["sentence", "paragraph", "document"]),
    "fields": st.sampled_from([{"title": 3, "lead": 2, "min_score": 2}, {"body": 0.5, "min_score": 1}]),
    "sources": SOURCES,
}
WATCHES: st.SearchStrategy[dict[str, Plain]] = st.fixed_dictionaries({}, optional=PARTS).filter(
    lambda said: "when" in said or "event" in said
)
