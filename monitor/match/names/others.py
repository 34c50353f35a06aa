"""Other people: those who share a surname with the actor, or who are called like a place or a company.

What counts is what stands right beside the name: a given name that is none of the actor's. Titles, callings and
initials that fit are no other person. Where a word may be a given name or an ordinary one (Will, Grace), and where
nobody knows it, a model that took both for one person decides; without one a capital inside a sentence does, but in
languages that write nouns with capitals. In doubt the name counts.
"""

from monitor.match.names.bearer import Bearer, Kind, words
from monitor.match.names.likeness import distance, fits, is_initials
from monitor.match.names.surroundings import Surroundings
from monitor.records import EntityType
from monitor.text.language_range import primary
from monitor.text.ordinary import is_ordinary
from monitor.text.personal_names import Sex, Title, given_name, is_surname, name_key, title

_CAPITAL_NOUNS = frozenset({"de", "lb"})
_MODELLED = "en"  # the language whose names a model marks always
_SEXES = {Title.MAN: Sex.MAN, Title.WOMAN: Sex.WOMAN}
_ADDRESSED = frozenset("mr mrs ms dr sir herr frau monsieur madame mme señor señora signor signora".split())
_DOCTOR = "dr"
_IRISH = ("O'", "O’", "Mc", "Mac")


class Named(Surroundings):
    """A name that was found, with what a model says: whether somebody is named by more words before or behind it."""

    def __init__(
        self,
        sentence: str,
        start: int,
        end: int,
        *,
        language: str,
        goes_before: bool,
        goes_behind: bool,
        followed: bool,
        held: tuple[tuple[EntityType, int, int], ...] = (),
    ) -> None:
        super().__init__(sentence, start, end)
        self.language = primary(language)
        self.goes_before, self.goes_behind, self.followed = goes_before, goes_behind, followed
        self._held = held

    def is_held(self, *types: EntityType, before: bool) -> bool:
        """Whether a name of `types` that nobody knows holds it with words before it, or behind it."""
        return any(
            (start < self.start and end == self.end) if before else (end > self.end)
            for type_, start, end in self._held
            if type_ in types
        )


def is_another_person(name: Named, bearer: Bearer) -> bool:
    """Whether `name`, a surname of a person or a name of a place or company, is part of the name of somebody else."""
    if bearer.kind is not Kind.PERSON:
        is_place = bearer.kind is Kind.PLACE
        return _somebody_before(name, is_place=is_place) or _somebody_behind(name, is_place=is_place)
    if not bearer.given:
        return False
    run, _ = _run(name)
    if run and has_own_first_name(name, bearer):
        return _has_other_initials(run, bearer)
    if name.sentence.isupper() and (name.goes_before or name.goes_behind) and not (run and title(run[0])):
        return True  # capitals tell nothing here, but the model does
    before = bool(run) and _is_first_name(run[0], name, bearer, has_particle=_has_particle(name))
    return (
        before
        or _another_behind(name, bearer)
        or ((not run or title(run[0]) is not None) and _is_first_itself(name, bearer))
    )


def has_own_first_name(name: Surroundings, bearer: Bearer) -> bool:
    """Whether a first name of the actor stands before the name: also in Emmanuel and Brigitte Macron."""
    run, then = _run(name)
    shared = then[1:2] if run and then and then[0].lower() in words("and") else ()
    told = [word for word in (*run, *shared) if fits(word, bearer.given)]
    if all(map(is_initials, told)) and any(_is_other_first(word, bearer) for word in run):
        return False  # Lyndon B. Johnson
    return bool(told)


def _is_other_first(word: str, bearer: Bearer) -> bool:
    """Whether `word` is a known first name that can be none of the actor's."""
    is_name = title(word) is None and not is_initials(word) and given_name(word) is not None
    return is_name and not fits(word, bearer.given)


def is_in_doubt(name: Named, bearer: Bearer) -> bool:
    """Whether a word that nobody knows stands before a surname, so that it may be somebody else's after all."""
    run, _ = _run(name)
    if bearer.kind is not Kind.PERSON or not bearer.given or not run or has_own_first_name(name, bearer):
        return False
    return title(run[0]) is None and not _is_word(name_key(run[0]), name) and not name.in_title_case


def _run(name: Surroundings) -> tuple[list[str], tuple[str, ...]]:
    """The words with capitals right before a name, nearest first, without particles; and what stands before them."""
    run: list[str] = []
    for at, word in enumerate(name.before):
        if word.lower() in words("particles") and not run:
            continue
        if not word[0].isupper():
            return run, name.before[at:]
        run.append(word)
    return run, ()


def _has_particle(name: Surroundings) -> bool:
    first = name.before[0].lower() if name.before else ""
    return bool(name.glued) or first in words("particles")


def _has_other_initials(run: list[str], bearer: Bearer) -> bool:
    """George H. W. Bush is not George W. Bush."""
    middle = {letter for word in run[:-1] if is_initials(word) for letter in name_key(word).replace(".", "")}
    return bool(bearer.initials) and not middle <= {first[0] for first in bearer.given}


def _is_first_name(word: str, name: Named, bearer: Bearer, *, has_particle: bool) -> bool:
    """Whether `word`, which is no first name of the actor, is one of somebody else."""
    if kind := title(word):
        return None not in (_SEXES.get(kind), bearer.sex) and _SEXES[kind] is not bearer.sex
    if is_initials(word):
        return "." in word and (word, name.language) != ("M.", "fr")  # Monsieur
    if bearer.behind and name.goes_before and is_surname(word):
        return True  # Liu Xi
    inside = name.begins > len(_run(name)[0]) and not name.in_title_case
    return _may_be_given(word, name, inside=inside) or _is_unknown_name(word, name, inside=inside, certain=has_particle)


def _may_be_given(word: str, name: Named, *, inside: bool) -> bool:
    key = name_key(word)
    if given_name(word) is None:
        return False
    if key in words("auxiliaries"):
        return inside
    if key in words("leaders"):
        return False
    if key in words("places"):
        return not _is_placed(name) and (name.goes_before or name.language != _MODELLED)
    return name.goes_before or inside or not _is_ordinary(key, name)


def _is_placed(name: Named) -> bool:
    """Whether the word before the name is a place that something happens in: In Florence Macron met the mayor."""
    run, then = _run(name)
    beside = (*run[1:], *then)[:1]
    return bool(beside) and beside[0].lower() in words("placing")


def _is_unknown_name(word: str, name: Named, *, inside: bool, certain: bool) -> bool:
    key = name_key(word)
    if given_name(word) or is_surname(word) or _is_word(key, name) or word.isupper():
        return False
    if certain:
        return True
    if name.goes_before:
        return not name.in_title_case
    return inside and name.language not in _CAPITAL_NOUNS | {_MODELLED, "und"}


def _is_word(key: str, name: Named) -> bool:
    """Whether a word says something by itself: an ordinary one, a nationality's or a month's is no name."""
    return _is_ordinary(key, name) or any(key in words(group) for group in ("behind", "auxiliaries", "places"))


def _is_ordinary(key: str, name: Named) -> bool:
    return is_ordinary(key, name.language) or is_ordinary(key, _MODELLED)


def _another_behind(name: Named, bearer: Bearer) -> bool:
    """Whether the first name of somebody else stands behind a family name: Xi Mingze, Kim Yo Jong."""
    if not bearer.behind or not name.behind or not name.behind[0][0].isupper():
        return False
    first, *others = name.behind
    second = others[0] if others and others[0][0].isupper() and not _says_something(others[0], name) else ""
    if any(_is_own_behind(each, bearer) for each in (name_key(first + second), name_key(first))):
        return False
    if not second and any(own.startswith(name_key(first)) for own in bearer.behind):
        return False
    if _says_something(first, name):
        return False
    if name.in_title_case:
        known = given_name(first) is not None or is_surname(first)
        return known or (name.goes_behind and not first.endswith(("s", "ed")))
    return name.language not in _CAPITAL_NOUNS or name.goes_behind or given_name(first) is not None


def _is_first_itself(name: Named, bearer: Bearer) -> bool:
    """Whether a surname is somebody's first name: a model takes it and a known name behind it for one."""
    if bearer.behind or name.in_title_case or not name.goes_behind or not name.behind:
        return False
    word, key = name.behind[0], name_key(name.behind[0])
    if not word[0].isupper() or _says_something(word, name) or key in words("leaders") | words("thing_behind"):
        return False
    return given_name(word) is not None or is_surname(word)


def _is_own_behind(key: str, bearer: Bearer) -> bool:
    joined = key.replace("-", "")
    return any(distance(joined, own, 1) <= (len(own) > 4) for own in bearer.behind)  # Jinping, Jingping


def _says_something(word: str, name: Named) -> bool:
    key = name_key(word)
    return bool(title(word)) or is_ordinary(key, _MODELLED) or key in words("behind") or word.isupper() or len(word) < 2


def _somebody_before(name: Named, *, is_place: bool) -> bool:
    """Whether a given name stands right before the name of a place or company: Michael Jordan, Fiona Apple."""
    own = _without_particles(name.before)
    if not own or name.glued or not own[0][0].isupper():
        return False
    word, *others = own
    if word.lower() in words("parts") and (word.isupper() or word.lower() != _DOCTOR):
        return False  # West Germany, DR Congo
    if title(word):
        return word.lower().rstrip(".") in _ADDRESSED
    if others and others[0].lower() in words("royal"):
        return False  # Pope Francis Iraq trip
    inside = name.begins > 1 and not name.in_title_case
    if given_name(word) is None:
        marked = name.goes_before or (is_place and name.is_held(EntityType.ORGANISATION, before=True))
        return marked and not name.in_title_case and not _is_word(name_key(word), name)
    return _may_be_given(word, name, inside=inside)


def _without_particles(before: tuple[str, ...]) -> tuple[str, ...]:
    """Werner *von* Siemens: what stands between a given name and a surname, and in no language before a place."""
    noble = before[:1] in (("von",), ("van",), ("zu",))
    return before[1:] if noble else before


def _somebody_behind(name: Named, *, is_place: bool) -> bool:
    """Whether the name is somebody's given name: Paris Hilton, Georgia O'Keeffe."""
    own = name.sentence[name.start : name.end]
    if given_name(own) is None or not name.behind or name.followed:
        return False
    word, key = name.behind[0], name_key(name.behind[0])
    if not word[0].isupper() or word.isupper() or title(word) or key in words("behind"):
        return False
    named = is_surname(word) or given_name(word) is not None
    goes_on = name.language == _MODELLED and len(name.behind) > 1 and name.behind[1][0].isupper()
    known = named and "-" not in word and not goes_on  # Paris Saint-Germain is a club, London Stock Exchange none
    if key in words("thing_behind") | words("kinds") or (name.in_title_case and is_ordinary(key, _MODELLED)):
        return name.goes_behind
    marked = is_place and name.is_held(EntityType.ORGANISATION, EntityType.PLACE, before=False)
    unknown = marked and not name.in_title_case and not _is_word(key, name)  # Israel Adesanya
    return name.goes_behind or word.startswith(_IRISH) or known or unknown
