"""Words that say when."""

import re
from collections.abc import Sequence

from monitor.text.inflection import singular

_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
    "today yesterday tomorrow tonight day week month year hour minute second morning afternoon evening night weekend "
    "decade century time moment date period season spring summer autumn winter anniversary eve".split()
)


_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
    "spring summer autumn winter weekend ramadan easter christmas".split()
)


BYGONE_PHRASES = re.compile(
    r"\b(?:last|previous|nineteenth|19th|20th|twentieth) (?:year|century|decade)\b"
    r"|\bin (?:the )?past\b(?! (?:\S+ )?(?:hour|day|week|month|year|night|decade)s?\b)"
    r"|\b(?:years|decades|centuries) (?:earlier|before|previously|past)\b"
    r"|\bin (?:the|those) days\b|\bat the time of the\b|\blong ago\b"
    r"|\bunder (?:the |a )?(?:former|previous|old) .*(?:government|regime|rule|administration|dictatorship)\b"
)
YOUTH = re.compile(
    r"\b(?:as|was|were) (?:still |only |just )?an? (?:(?:young|teenage|junior) \w+|boy|girl|child|teenager|youth"
    r"|student|schoolboy|schoolgirl|youngster|cadet|conscript|toddler|infant)\b"
    r"|\bin (?:his|her|their|my|our) (?:early |late )?(?:childhood|youth|boyhood|girlhood|infancy)\b"
)
"""When those of whom it is told were young: "as a young officer", "in her childhood"."""

RECENT = re.compile(r"\b(?:today|yesterday|tonight|\w+day|this week|last (?:week|month|night)|overnight)\b")

_BYGONE_WORDS = frozenset(
    "nazi nazis soviet soviets ottoman ottomans medieval colonial apartheid wartime tsarist soviet-era colonial-era "
    "nazi-era apartheid-era habsburg habsburgs bolshevik bolsheviks weimar holocaust wehrmacht gestapo luftwaffe stasi "
    "securitate gulag stalin hitler mussolini franco lenin mao tito nasser khomeini pinochet ceausescu suharto "
    "gorbachev brezhnev khrushchev reagan thatcher nixon churchill roosevelt truman eisenhower saddam gaddafi napoleon "
    "sukarno mobutu duvalier somoza allende salazar nkrumah lumumba honecker perestroika "
    "wwi wwii ustasha interwar antebellum".split()
)
_BYGONE_NAMES = (
    "world war|first world war|second world war|great war|cold war|vietnam war|korean war|biafran war|biafra war|"
    "war of the pacific|falklands war|six - day war|six day war|yom kippur war|october war|suez crisis|gulf war|"
    "iran - iraq war|crimean war|boer war|algerian war|bosnian war|kosovo war|chechen war|chaco war|"
    "spanish civil war|lebanese civil war|american civil war|greek civil war|nigerian civil war|napoleonic wars|"
    "opium war|opium wars|balkan wars|continuation war|rhodesian bush war|independence war|"
    "war of independence|war of liberation|liberation war|dirty war|indochina war|russo - japanese war|"
    "sino - japanese war|franco - prussian war|spanish - american war|mau mau|khmer rouge|red army|third reich|"
    "ss|viet cong|viet minh|black september|red brigades|warsaw pact|iron curtain|berlin wall|"
    "berlin blockade|berlin airlift|prague spring|velvet revolution|carnation revolution|iranian revolution|"
    "islamic revolution|cuban revolution|russian revolution|october revolution|french revolution|"
    "cultural revolution|great leap forward|hungarian uprising|warsaw uprising|ghetto uprising|easter rising|"
    "tiananmen massacre|bay of pigs|cuban missile crisis|watergate|"
    "partition of india|partition of ireland|partition of palestine|rwandan genocide|armenian genocide|"
    "cambodian genocide|srebrenica massacre|siege of sarajevo|siege of leningrad|great famine|holodomor|"
    "british mandate|austro - hungarian empire|roman empire|"
    "byzantine empire|soviet union|british empire"
)
"""Wars, risings, powers and times that are history, without a year; lower case, tokens apart."""

_NAMES = sorted((tuple(name.split()) for name in _BYGONE_NAMES.split("|")), key=len, reverse=True)
_BY_FIRST_WORD = {first: [name for name in _NAMES if name[0] == first] for first, *_ in _NAMES}
_NOT_BYGONE_AFTER = frozenset("former ex - new third post".split())
"""What stands before a name that is not of old: "former Soviet republics", "a new Cold War", "post-Soviet"."""


_NOT_BYGONE_BEFORE = frozenset("guard guards guardian museum memorial monument statue cemetery bomb shell".split())
_MADE_THEN = frozenset("built made designed born style trained".split())
"""What stands behind a name that belongs to a thing of today: "Islamic Revolution Guard", "Soviet-built tanks"."""


def bygone_names(words: Sequence[str]) -> frozenset[int]:
    """Where, among the lower-cased words of a sentence, those stand that name powers, rulers and wars of old."""
    found: set[int] = set()
    for index, word in enumerate(words):
        if index and words[index - 1] in _NOT_BYGONE_AFTER:
            continue
        names = _BY_FIRST_WORD.get(word, [])
        length = next((len(name) for name in names if tuple(words[index : index + len(name)]) == name), 0)
        end = index + max(length, int(word in _BYGONE_WORDS))
        if not _is_of_today(words[end : end + 2]):
            found.update(range(index, end))
    return frozenset(found)


def _is_of_today(behind: Sequence[str]) -> bool:
    made = len(behind) > 1 and behind[0] == "-" and behind[1] in _MADE_THEN
    return made or not _NOT_BYGONE_BEFORE.isdisjoint(behind[:1])


def is_day_or_month(word: str) -> bool:
    """Whether the lower-cased noun names a day of the week, a month or a season."""
    return word.rstrip(".") in _DAYS_AND_MONTHS


def is_time_word(word: str) -> bool:
    """Whether the lower-cased noun is a day, a month, a year or a stretch of time."""
    word = word.rstrip(".")
    return singular(word) in _TIMES or (word.isdigit() and len(word) in (1, 2, 4))
