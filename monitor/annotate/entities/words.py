"""What a word looks like to the sequence model: attributes of its spelling and of the lists that it stands in."""

from functools import cache, lru_cache

from monitor.annotate.gazetteer.compiled import load_compiled
from monitor.annotate.gazetteer.rows import parted, rows
from monitor.annotate.lexicon import load_lexicon
from monitor.records import EntityType
from monitor.text.inflection import singular
from monitor.text.ordinary import headline_words

ORGANISATION_WORDS = frozenset(
    "party ministry council committee commission parliament court university college institute agency bank union "
    "association federation front movement army navy force forces police department office company corp corporation "
    "inc ltd plc group group's group, airlines airways club league team board authority service services bureau "
    "foundation organization organisation society congress senate assembly house times post journal news network "
    "church hospital school museum fund alliance coalition brigade battalion regiment division guard guards command "
    "fleet trust centre center academy laboratory studios records entertainment systems technologies holdings "
    "industries motors oil gas energy bloc cartel militia gang herald tribune gazette daily magazine reporters watch "
    "forum caucus directorate secretariat tribunal squadron battery infantry cavalry corps wing fc united rovers "
    "athletic orchestra band theatre theater publishing press pictures studio stores store supermarkets railways "
    "pharmaceuticals insurance securities investments capital partners electronics semiconductor telecom mobile steel "
    "foods brewery breweries mining minerals resources shipping logistics federation's confederation syndicate "
    "chamber politburo presidium directory inspectorate ombudsman treasury exchange legislature bundestag knesset "
    "duma".split()
)
"""Words that end or open the names of organisations."""

PLACE_WORDS = frozenset(
    "city town village county province region state district island islands river lake sea ocean mountain mountains "
    "mount valley desert bay gulf strait cape peninsula coast border street avenue road square bridge airport port "
    "park palace prison camp beach forest hill hills oblast governorate canton prefecture township republic kingdom "
    "territory north south east west northern southern eastern western central dam stadium arena castle tower towers "
    "station mine hotel cathedral plateau canal creek brook pond glacier volcano reef plain plains harbour harbor pier "
    "gate plaza terrace lane boulevard monument memorial cemetery building buildings house hall base heights falls "
    "springs basin cave crater isle isles oasis pass crossing checkpoint highway motorway railway line barracks fort "
    "fortress garden gardens zoo farm ranch parish commune voivodeship emirate sultanate subdistrict suburb".split()
)
EVENT_WORDS = frozenset(
    "war wars battle battles campaign offensive operation siege revolution rebellion uprising revolt insurgency coup "
    "crisis massacre genocide famine election elections referendum plebiscite primary primaries by-election summit "
    "conference convention meeting festival cup championship championships olympics games tournament marathon derby "
    "open prix award awards prize medal treaty agreement accord accords pact protocol declaration constitution act "
    "bill law amendment resolution doctrine plan deal rally invasion riots riot disaster earthquake hurricane typhoon "
    "cyclone storm tsunami day week year era age movement conquest expedition raid armistice peace affair scandal "
    "scheme intifada census code project programme program initiative speech debate series season bowl trophy".split()
)
"""Words that say that a name is one of an event, a prize or a text of law."""

WORK_WORDS = frozenset(
    "film films album albums song songs single novel book books play poem opera movie track episode show game anthem "
    "documentary soundtrack story comic video tour musical painting".split()
)
"""Words around the titles of works."""

PARTISANS = frozenset(
    "democrats democrat republicans republican liberals conservatives socialists communists nationalists unionists "
    "tories greens whigs federalists separatists islamists christians muslims jews catholics protestants".split()
)
"""Members of parties and creeds, which stand for the party or for nobody in particular."""

TITLES = frozenset(
    "president minister chancellor premier king queen prince princess pope senator governor mayor ambassador general "
    "colonel captain major sheikh secretary chairman judge mr mrs ms dr sen gov gen rep sir dame lord lady leader "
    "spokesman spokeswoman spokesperson prof professor lieutenant sergeant admiral commander bishop archbishop "
    "cardinal imam ayatollah rabbi rev reverend saint st emperor emir sultan representative "
    "congressman congresswoman lawmaker director chief ceo analyst activist candidate actor "
    "actress singer author coach justice attorney envoy mp td mep businessman businesswoman lawyer economist historian "
    "journalist economist striker captain defender goalkeeper midfielder winger manager professor".split()
)


_LATELY = 64
"""Words of which the last answer is kept: a new word is looked at by several templates in a row."""


def name_lists() -> dict[str, str]:
    """Word → the list of personal names that it stands in: m, f, b (either) for given names, s for surnames."""
    return load_compiled().persons


@cache
def leaders() -> frozenset[str]:
    """Surnames of office holders and other people of the gazetteer, with single names that they go by."""
    people = [entry.name for entry in load_compiled().entries if entry.type is EntityType.PERSON]
    others = [other for *_, cell in rows("people.tsv", 6) for other in parted(cell) if " " not in other]
    return frozenset([*(name.split()[-1] for name in people), *others])


def is_ordinary(lower: str) -> bool:
    """Whether a word in small letters is no name as a rule: a common word or an event verb, or a plural of one."""
    known = headline_words()
    return lower in known or singular(lower) in known or bool(load_lexicon().lemmas(lower))


@lru_cache(_LATELY)
def shape(word: str) -> str:
    """The pattern of its letters: "Xx" for Macron, "X.X." for U.S., "Xx-Xx" for Jean-Marie; at most 8 characters."""
    pattern: list[str] = []
    for letter in word[:24]:
        kind = "X" if letter.isupper() else "x" if letter.isalpha() else "d" if letter.isdigit() else letter
        if not pattern or pattern[-1] != kind or (kind == "X" and len(pattern) < 2):
            pattern.append(kind)
    return "".join(pattern)[:8]


def is_capital(word: str) -> bool:
    """Whether it begins with a capital letter."""
    return word[:1].isupper()


@lru_cache(_LATELY)
def lists_of(word: str) -> tuple[str, ...]:
    """The lists that `word` stands in."""
    lower = word.lower().rstrip(".")
    found = []
    if kind := name_lists().get(word):
        found.append("surname" if kind == "s" else "given")
    if word in leaders():
        found.append("leader")
    if lower in TITLES:
        found.append("title")
    if lower in ORGANISATION_WORDS:
        found.append("orgword")
    if is_ordinary(lower):
        found.append("ordinary")
    if lower in PLACE_WORDS:
        found.append("placeword")
    if lower in EVENT_WORDS:
        found.append("event")
    if lower in WORK_WORDS:
        found.append("work")
    if lower in PARTISANS:
        found.append("partisan")
    return tuple(found)
