"""Which event type a clause makes, read from outside in.

The outermost verb that does not merely report or begin something decides. What it governs counts only through it:
*agree*, *refuse*, *threaten* and *urge* turn whatever they govern into AGREE, REJECT, THREATEN and REQUEST.
"""

from collections.abc import Callable

from monitor.annotate.clauses import complement, is_infinitive, is_negated
from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.parse import ParsedSentence
from monitor.annotate.reading import HEAD, Reading, object_words, read_entry
from monitor.records import EventType

COOPERATIVE = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    }
)
"""The types of PLOVER's two quads of cooperation."""

HOSTILE = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.THREATEN,
    }
)
"""What can be threatened: the quad of material conflict, and a threat itself."""

_BINDING = frozenset("agree commit consent pledge promise undertake volunteer vow swear".split())
"""Verbs that bind whoever says them, whatever they promise; plans and hopes do not."""

_WILLING = frozenset("agree offer commit consent volunteer".split())
"""Verbs of willingness: whoever offers troops does not threaten with them."""

_REFUSED_BY_NOT = frozenset("accept agree allow permit tolerate recognise recognize cooperate comply negotiate".split())
"""Verbs that refuse when denied, whatever their object."""

_RELUCTANCE = frozenset("reluctance refusal unwillingness failure hesitation".split())
_READINESS = frozenset("readiness willingness commitment promise pledge agreement intention offer".split())
_OBLIGING = frozenset({"must", "should", "ought"})
_REFUSING = frozenset("refuse decline deny reject renege forbid rule".split())
"""Verbs that refuse whatever they govern; who fails or neglects to do something need not have refused it."""

_MEANING_BY_THEMSELVES = (Operator.DEMAND, Operator.REFUSE, Operator.STOP, Operator.ALLOW, Operator.BEGIN)
_MENACING = frozenset("threaten menace".split())
_DEEPEST = 4


def read_clause(sentence: ParsedSentence, verb: int) -> Reading | None:
    """What the clause that `verb` heads means where nothing above it has counted it.

    An infinitive below a noun is only what the noun says of it: reluctance to talk refuses, readiness to talk agrees,
    and a chance to talk is nothing.
    """
    if sentence[verb].dep == "acl" and is_infinitive(sentence, verb):
        return _below_noun(sentence, verb)
    lemma = next(iter(load_lexicon().lemmas(sentence[verb].lower)), "")
    if lemma in _REFUSED_BY_NOT and is_negated(sentence, verb):
        return Reading(type=EventType.REJECT, rule=f"not {lemma}", strength=2.0, counts_negation=True)
    return read_verb(sentence, verb)


def _below_noun(sentence: ParsedSentence, verb: int) -> Reading | None:
    inner = read_verb(sentence, verb)
    if inner is None or inner.type not in COOPERATIVE:
        return None
    noun = sentence[sentence.head(verb)].lower
    kind = EventType.REJECT if noun in _RELUCTANCE else EventType.AGREE if noun in _READINESS else None
    return None if kind is None else Reading(type=kind, rule=f"{noun} to ({inner.rule})", strength=2.0, governed=verb)


def read_verb(sentence: ParsedSentence, verb: int, depth: int = 0) -> Reading | None:
    """What the clause that `verb` heads means; None where it is no event, or only reports or begins one."""
    own = read_entry(sentence, verb)
    lemma, operator = _operator(sentence, verb)
    if operator is None or depth > _DEEPEST:
        return own
    governed = complement(sentence, verb)
    if operator is Operator.DEMAND and governed is not None and not _is_demanded(sentence, governed):
        operator = Operator.REPORT  # "told reporters that it had", "insists it is"
    if governed is None:
        return _alone(operator, lemma, own, sentence, verb)
    inner = read_verb(sentence, governed, depth + 1)
    return _Governing(lemma, own, inner, governed, sentence).read(operator)


def _operator(sentence: ParsedSentence, verb: int) -> tuple[str, Operator | None]:
    lexicon = load_lexicon()
    completions = [sentence[child].lower for child in sentence.children(verb, "prt", "acomp", "attr", "oprd", "advmod")]
    for lemma in lexicon.lemmas(sentence[verb].lower):
        for completion in (*completions, ""):
            if operator := lexicon.operator(lemma, completion):
                return lemma, operator
    return sentence[verb].lower, None


def _alone(operator: Operator, lemma: str, own: Reading | None, sentence: ParsedSentence, verb: int) -> Reading | None:
    """An operator that governs no clause: it needs an object, or it says too little ("admitted", "hoped", "warned")."""
    if own is None or own.strength >= HEAD or operator in _MEANING_BY_THEMSELVES:
        return own
    if operator is Operator.THREAT:
        menaces = lemma in _MENACING or _speaks_of_hostility(sentence, verb)
        return Reading(type=EventType.THREATEN, rule=own.rule, strength=own.strength, unreal=True) if menaces else None
    return own if own.strength >= 2 or lemma in _BINDING else None


class _Governing:
    """A verb that governs a clause: `own` is its entry, `inner` what the governed verb was read as."""

    def __init__(
        self, lemma: str, own: Reading | None, inner: Reading | None, governed: int, sentence: ParsedSentence
    ) -> None:
        self.lemma, self.own, self.inner, self.governed, self.sentence = lemma, own, inner, governed, sentence

    def read(self, operator: Operator) -> Reading | None:
        """What the two make together."""
        makes: dict[Operator, Callable[[], Reading | None]] = {
            Operator.REPORT: self._report,
            Operator.BEGIN: self._specific,
            Operator.DEMAND: self._demand,
            Operator.ALLOW: lambda: self._specific() or self._become(EventType.CONCEDE),
            Operator.REFUSE: self._refusal,
            Operator.STOP: self._stop,
            Operator.THREAT: self._threat,
            Operator.INTENT: lambda: self._intent() or self._specific(),
        }
        return makes[operator]()

    def _specific(self) -> Reading | None:
        """The verb's own entry, where its object or particle says more than the verb alone."""
        return self.own if self.own is not None and self.own.strength >= HEAD else None

    def _become(self, kind: EventType, *, unreal: bool = False) -> Reading:
        rule = f"{self.lemma} to ({self.inner.rule})" if self.inner else f"{self.lemma} to"
        return Reading(type=kind, rule=rule, strength=2.0, governed=self.governed, unreal=unreal)

    def _inner_in(self, kinds: frozenset[EventType]) -> bool:
        return self.inner is not None and self.inner.type in kinds

    def _report(self) -> Reading | None:
        """What is only said is no event, but for what others are told to do ("said that Iran must withdraw")."""
        helpers = {self.sentence[child].lower for child in self.sentence.children(self.governed, "aux")}
        if helpers.isdisjoint(_OBLIGING) or self.sentence.child(self.governed, "nsubj", "nsubjpass") is None:
            return None
        return self._become(EventType.REQUEST)

    def _demand(self) -> Reading:
        """ "ordered him to go" asks for something; a court that "ordered him jailed" has done it."""
        done = (
            self.sentence[self.governed].tag == "VBN" and self.sentence.child(self.governed, "aux", "auxpass") is None
        )
        return self._become(self.inner.type if done and self.inner is not None else EventType.REQUEST)

    def _refusal(self) -> Reading | None:
        if self.lemma in _REFUSING or self._inner_in(COOPERATIVE):
            return self._become(EventType.REJECT)
        return None

    def _stop(self) -> Reading | None:
        if self._inner_in(HOSTILE):
            return self._become(EventType.RETREAT)
        return self._become(EventType.SANCTION) if self._inner_in(COOPERATIVE) else self.own

    def _threat(self) -> Reading | None:
        """A warning is a threat where what it speaks of is hostile; the weather service warns too."""
        hostile = self._inner_in(HOSTILE) or _speaks_of_hostility(self.sentence, self.governed)
        if self.lemma in _MENACING or hostile:
            return self._become(EventType.THREATEN, unreal=True)
        return self._become(EventType.AGREE) if self.lemma in _BINDING else None

    def _intent(self) -> Reading | None:
        if self._inner_in(COOPERATIVE) or self.lemma in _WILLING:
            return self._become(EventType.AGREE)
        if self._inner_in(HOSTILE):
            return self._become(EventType.THREATEN, unreal=True)
        if self.inner is not None:
            return self._become(self.inner.type)
        return self._become(EventType.AGREE) if self.lemma in _BINDING else None


def _is_demanded(sentence: ParsedSentence, governed: int) -> bool:
    """Whether a governed clause is wanted rather than told: "to go", "that it go", "must go"."""
    helpers = {sentence[child].lower for child in sentence.children(governed, "aux")}
    return sentence[governed].tag in ("VB", "VBN") and helpers.isdisjoint(
        {"will", "would", "has", "had", "have", "can"}
    )


def _speaks_of_hostility(sentence: ParsedSentence, verb: int) -> bool:
    """Whether below `verb` stands a noun of conflict: "warned of retaliation", "that sanctions would follow"."""
    below = [index for index in sentence.subtree(verb) if sentence[index].tag.startswith("NN")]
    entries = (load_lexicon().noun(word) for word, _ in object_words(sentence, below))
    return any(entry is not None and entry.type in HOSTILE for entry in entries)
