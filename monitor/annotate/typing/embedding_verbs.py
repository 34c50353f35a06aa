"""What a verb makes of the clause that it governs: agree to, refuse to, threaten to, urge to."""

from collections.abc import Callable, Collection

from msgspec.structs import replace

from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.auxiliaries import negation_of
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.blame import blames
from monitor.annotate.typing.complements import HEAD
from monitor.annotate.typing.plover import COOPERATIVE, HOSTILE
from monitor.annotate.typing.senses import Reading
from monitor.annotate.typing.threats import (
    deters,
    hits_back,
    is_made_target,
    is_own_deed,
    speaks_of_hostility,
    vows_answer,
)
from monitor.records import EventType, Rule
from monitor.text.inflection import singular

BINDING = words_of("embedding_verbs", "binding")
"""Verbs that bind whoever says them, whatever they promise; plans and hopes do not."""

_PROMISING = words_of("embedding_verbs", "promising")
_WILLING = words_of("embedding_verbs", "willing")
"""Verbs of willingness: whoever offers troops does not threaten with them."""

MENACING = words_of("embedding_verbs", "menacing")
"""Verbs that threaten whatever they speak of; a warning needs something hostile."""

_WHOEVER = words_of("embedding_verbs", "whoever")
_PREPARING = words_of("embedding_verbs", "preparing")
_ARMED = frozenset({EventType.ASSAULT, EventType.MOBILIZE})
"""What armies get ready for."""

_DECIDED = frozenset({EventType.CONCEDE, EventType.RETREAT, EventType.REJECT, EventType.SANCTION, EventType.COERCE})
"""What a decision alone brings about: who decides to lift a ban has given way."""

_SWEARING = words_of("embedding_verbs", "swearing")
_WANTING = words_of("embedding_verbs", "wanting")
_WILLED = COOPERATIVE | {EventType.MOBILIZE, EventType.SANCTION, EventType.COERCE}
_DEEDS = {
    EventType.AGREE: _WILLED,
    EventType.REJECT: _WILLED,
    EventType.THREATEN: HOSTILE | {EventType.RETREAT},
}
"""What words of a type may be about."""

_POLICING = frozenset({EventType.COERCE, EventType.ACCUSE})
_TELLING = frozenset({"order", "tell", "instruct"})
_TERRITORY = words_of("embedding_verbs", "territory")
_LEAVING = words_of("embedding_verbs", "leaving")
_THREATENING = words_of("embedding_verbs", "threatening")
_CONDITIONS = words_of("embedding_verbs", "conditions")
_WORDED = frozenset({EventType.REJECT, EventType.ACCUSE})
_THWARTING = words_of("embedding_verbs", "thwarting")
"""What refuses or accuses where it is done, and threatens where it is announced for a condition."""

_BODIES = words_of("embedding_verbs", "bodies")
_CONTRIBUTING = words_of("embedding_verbs", "contributing")
_ENDING = words_of("embedding_verbs", "ending")
_ANNOUNCING = words_of("embedding_verbs", "announcing")
_SPEAKERS = words_of("embedding_verbs", "speakers")
_OBLIGING = words_of("embedding_verbs", "obliging")
_DEALING = words_of("embedding_verbs", "dealing")
"""What is done for others in trade, and is stopped to punish them."""

_WITHIN = frozenset({"to", "into", "ahead", "without", "through"})
"""Behind "go", where somebody stays within: "let the prisoners go to church"."""

_REFUSING = words_of("embedding_verbs", "refusing")
"""Verbs that refuse whatever they govern; who fails or neglects to do something need not have refused it."""


class Embedding:
    """A verb that governs a clause: `own` is its entry, `inner` what the governed verb was read as."""

    def __init__(
        self, lemma: str, verb: int, own: Reading | None, inner: Reading | None, embedded: int, sentence: ParsedSentence
    ) -> None:
        self.lemma, self.verb, self.own, self.inner = lemma, verb, own, inner
        self.embedded, self.sentence = embedded, sentence

    def read(self, operator: Operator) -> Reading | None:
        """What the two make together."""
        makes: dict[Operator, Callable[[], Reading | None]] = {
            Operator.REPORT: self._report,
            Operator.BEGIN: self._beginning,
            Operator.DEMAND: self._demand,
            Operator.ALLOW: lambda: self._specific() or self._allowing(),
            Operator.REFUSE: self._refusal,
            Operator.STOP: self._stop,
            Operator.THREAT: self._threat,
            Operator.INTENT: lambda: self._intent() or self._specific(),
        }
        return makes[operator]()

    def _specific(self) -> Reading | None:
        """The verb's own entry, where its object or particle says more than the verb alone."""
        return self.own if self.own is not None and self.own.strength >= HEAD else None

    def _beginning(self) -> Reading | None:
        """Who only begins something does what is begun; who helps somebody to do it helps or works together."""
        if self.lemma == "help" and self.own is not None and self.own.strength < HEAD:
            if self.inner is None:
                return self.own
            return self._become(EventType.COOPERATE) if self._inner_in(_POLICING) else None
        return self._specific()

    def _become(self, kind: EventType, *, unreal: bool = False) -> Reading:
        rule = rule_of_embedding(f"{self.lemma} to", self.inner)
        words = (self.lemma, *(self.inner.words if self.inner else ()))
        return Reading(
            type=kind,
            rule=rule,
            words=words,
            strength=2.0,
            embedded=self.embedded,
            governed=self._own_deed(kind),
            forgone=self._is_forgone(),
            unreal=unreal,
        )

    def _own_deed(self, kind: EventType) -> EventType | None:
        """What whoever agrees, refuses or threatens is to do himself; nothing where another does it."""
        deed = None if self.inner is None else self.inner.type
        if deed is kind or deed not in _DEEDS.get(kind, ()) or self._is_warned_of():
            return None
        refuses = kind is EventType.THREATEN or self.lemma in _REFUSING
        if refuses and self._is_forgone():  # "threatened not to come", "refused not to come"
            return None
        doer = self.sentence.child(self.embedded, "nsubj", "nsubjpass")
        return deed if doer is None or self.sentence[doer].lower in _SPEAKERS else None

    def _is_forgone(self) -> bool:
        """Whether it is what is not to be done: "agreed not to attack"."""
        return self.inner is not None and negation_of(self.sentence, self.embedded) is not None

    def _is_warned_of(self) -> bool:
        """Whether it is what another is not to do: "warned Manila against sending ships"."""
        return self.sentence[self.sentence.head(self.embedded)].lower == "against"

    def _inner_in(self, kinds: frozenset[EventType]) -> bool:
        return self.inner is not None and self.inner.type in kinds

    def _report(self) -> Reading | None:
        """What is only said is no event, but for what others are told to do ("said that Iran must withdraw"), and for
        a threat: "said it would bomb the port if", "told Kabul it would pay a price".
        """
        auxiliaries = {self.sentence[child].lower for child in self.sentence.children(self.embedded, "aux")}
        if not auxiliaries.isdisjoint(_THREATENING) and self._announces_sending():
            return self._become(EventType.AGREE)
        if not auxiliaries.isdisjoint(_THREATENING) and self._is_reported_threat():
            return replace(self._threat_of_speaker(), announced=self._is_announced())
        if self.lemma == "reiterate" and (own := self._specific()) is not None:
            return own  # "reiterated its demand that Israel withdraw"
        if blames(self.sentence, self.embedded):
            return self._become(EventType.ACCUSE)
        if auxiliaries.isdisjoint(_OBLIGING) or self.sentence.child(self.embedded, "nsubj", "nsubjpass") is None:
            return None
        return self._become(EventType.REQUEST)

    def _is_announced(self) -> bool:
        """Whether the speaker says what he will do, whatever others do: "said it would expel two envoys"."""
        return _announces(self.sentence, self.embedded) and not has_condition(self.sentence, self.embedded)

    def _is_reported_threat(self) -> bool:
        """Whether what is said to come is hostile, and somebody's to bring about or to avert."""
        if negation_of(self.sentence, self.embedded) is not None:
            return False
        if hits_back(self.sentence, self.embedded) or is_made_target(self.sentence, self.embedded):
            return True
        if self.inner is None:  # "there would be war unless"
            exists = self.sentence[self.embedded].lower == "be" and speaks_of_hostility(self.sentence, self.embedded)
            return exists and has_condition(self.sentence, self.embedded)
        return self._is_hostile(self.inner)

    def _announces_sending(self) -> bool:
        """Whether forces are promised and not threatened with: "said it would send ten ships"."""
        if self.inner is None or self.inner.type is not EventType.MOBILIZE or self.inner.verb not in _CONTRIBUTING:
            return False
        return negation_of(self.sentence, self.embedded) is None and self._is_announced()

    def _is_hostile(self, inner: Reading) -> bool:
        """Whether a governed verb threatens: by itself, as the speaker's own deed, or on a condition."""
        if inner.type is EventType.THREATEN or inner.verb == "regret":
            return True
        if inner.type is EventType.RETREAT and has_condition(self.sentence, self.embedded, ("unless",)):
            return True  # "will withdraw its peacekeepers unless"
        thwarts = inner.type in _WORDED and inner.verb in _THWARTING
        if inner.type in HOSTILE and _announces(self.sentence, self.embedded):
            return True
        return (thwarts or inner.type in HOSTILE) and has_condition(self.sentence, self.embedded)

    def _demand(self) -> Reading:
        """Asks for what is to be done ("ordered him to go"); a court that "ordered him jailed" has done it."""
        if self.lemma in _TELLING and self._sends_diplomats_home():
            return self._become(EventType.SANCTION)
        if (self.lemma == "order" and self._closes()) or (self.lemma in _TELLING and self._sends_away()):
            return self._become(EventType.COERCE)
        bare = self.sentence.child(self.embedded, "aux", "auxpass") is None
        done = bare and self.sentence[self.embedded].tag == "VBN"
        return self._become(self.inner.type if done and self.inner is not None else EventType.REQUEST)

    def _sends_away(self) -> bool:
        """Whether foreigners are to go: "told the managers to leave the country"."""
        leaves = not _LEAVING.isdisjoint(load_lexicon().lemmas(self.sentence[self.embedded].lower))
        left = self.sentence.children(self.embedded, "dobj")
        return leaves and any(self.sentence[head].lower in _TERRITORY for head in left)

    def _closes(self) -> bool:
        """Whether a body is to stop its work: "ordered the paper to suspend publication"."""
        ends = not _ENDING.isdisjoint(load_lexicon().lemmas(self.sentence[self.embedded].lower))
        ordered = self.sentence.children(self.sentence.head(self.embedded), "dobj")
        return ends and any(singular(self.sentence[head].lower) in _BODIES for head in ordered)

    def _threat_of_speaker(self) -> Reading:
        return self._become(EventType.THREATEN, unreal=not is_own_deed(self.sentence, self.embedded))

    def _sends_diplomats_home(self) -> bool:
        leaves = not _LEAVING.isdisjoint(load_lexicon().lemmas(self.sentence[self.embedded].lower))
        above = self.sentence.head(self.embedded)
        who = (*self.sentence.children(above, "dobj"), *self.sentence.children(self.embedded, "nsubj"))
        return leaves and any(load_lexicon().is_of_class("diplomats", self.sentence[head].lower) for head in who)

    def _allowing(self) -> Reading:
        """Gives way; whoever lets captives go frees them."""
        who = self.sentence.children(self.embedded, "nsubj")
        held = any(load_lexicon().is_of_class("captives", singular(self.sentence[head].lower)) for head in who)
        ways = {self.sentence[child].lower for child in self.sentence.children(self.embedded, "prep", "advmod")}
        goes = self.sentence[self.embedded].lower == "go" and ways.isdisjoint(_WITHIN)
        return self._become(EventType.RETREAT if held and goes else EventType.CONCEDE)

    def _refusal(self) -> Reading | None:
        if self.lemma == "forbid":
            return self._become(EventType.COERCE)  # "forbade women from speaking": whoever may forbid, rules
        if self.lemma in _REFUSING or self._inner_in(COOPERATIVE):
            return self._become(EventType.REJECT)
        return None

    def _stop(self) -> Reading | None:
        if self._inner_in(HOSTILE):
            return self._become(EventType.RETREAT)
        deals = self._inner_in(COOPERATIVE) or self.sentence[self.embedded].lower in _DEALING
        return self._become(EventType.SANCTION) if deals else self.own

    def _threat(self) -> Reading | None:
        """A warning is a threat where what it speaks of is hostile; the weather service warns too."""
        if self.lemma in _SWEARING and self._is_never():
            return self._become(EventType.REJECT)
        hostile = self._inner_in(HOSTILE) or speaks_of_hostility(self.sentence, self.embedded)
        if self.lemma in MENACING or deters(self.sentence, self.verb) or vows_answer(self.sentence, self.embedded):
            return self._become(EventType.THREATEN)
        if hostile or self._is_reported_threat() or self._is_ultimatum():
            return self._threat_of_speaker()
        return self._become(EventType.AGREE) if self.lemma in BINDING else None

    def _is_ultimatum(self) -> bool:
        """Whether somebody is told what the speaker will do to him unless, or by name if: "warned firms that it would
        cut their masts unless they paid", "warned Manila that it would tow its ship away if", "to leave or be hit".
        """
        told = self.sentence.child(self.verb, "dobj", "dative") is not None
        if told and any(self.sentence[word].lower == "or" for word in self.sentence.children(self.embedded, "cc")):
            other = self.sentence.child(self.embedded, "conj")
            if other is not None and self.sentence.child(other, "auxpass") is not None:
                return True  # not "warned residents to boil or filter water"
        done = self.sentence.child(self.embedded, "dobj") is not None and _announces(self.sentence, self.embedded)
        named = any(self.sentence[head].tag.startswith("NNP") for head in self.sentence.children(self.verb, "dobj"))
        conditions = ("unless", "if") if named else ("unless",)
        return told and done and has_condition(self.sentence, self.embedded, conditions)

    def _intent(self) -> Reading | None:
        if self.lemma in _WANTING and self.sentence.child(self.embedded, "nsubj", "nsubjpass") is not None:
            return self._become(EventType.REQUEST)  # "wants Moscow to extradite him"
        if done := self._done_by_intending():
            return self._become(done)
        if self._inner_in(COOPERATIVE) or self.lemma in _WILLING or self._promises_troops():
            return self._become(EventType.AGREE, unreal=self.lemma == "be")  # "was ready to send" has not agreed
        if self._inner_in(HOSTILE) or hits_back(self.sentence, self.embedded):
            return self._become(EventType.THREATEN, unreal=self.lemma not in BINDING)
        if self.inner is not None:
            return self._become(self.inner.type)
        return self._become(EventType.AGREE) if self.lemma in BINDING else None

    def _is_never(self) -> bool:
        """ "vowed never to recognise Kosovo", "vowed to ignore the embargo"."""
        never = any(self.sentence[child].lower == "never" for child in self.sentence.children(self.embedded, "neg"))
        lexicon = load_lexicon()
        refuses = map(lexicon.operator, lexicon.lemmas(self.sentence[self.embedded].lower))
        return never or Operator.REFUSE in refuses

    def _done_by_intending(self) -> EventType | None:
        """ "decided to lift the ban" has given way; "prepared to shell the town" is getting troops ready."""
        if self.lemma == "decide" and self.inner is not None and self.inner.type in _DECIDED:
            return self.inner.type
        return EventType.MOBILIZE if self.lemma in _PREPARING and self._inner_in(_ARMED) else None

    def _promises_troops(self) -> bool:
        """Troops that are promised are help; those that are vowed or planned are a threat."""
        return self.lemma in _PROMISING and self._inner_in(frozenset({EventType.MOBILIZE}))


def rule_of_embedding(operator: str, inner: Reading | None) -> Rule:
    """The rule of what `operator` makes of what it governs."""
    rule = Rule() if inner is None else inner.rule
    return Rule(entry=rule.entry, operators=(operator, *rule.operators))


def _announces(sentence: ParsedSentence, embedded: int) -> bool:
    """Whether somebody speaks of what he himself will do: "said it would expel two envoys"."""
    doer = sentence.child(embedded, "nsubj")
    announced = doer is not None and sentence[doer].lower in _SPEAKERS
    return announced and any(sentence[child].lower in _ANNOUNCING for child in sentence.children(embedded, "aux"))


def has_condition(sentence: ParsedSentence, verb: int, among: Collection[str] | None = None) -> bool:
    """Whether a clause below `verb`, or beside it, says on what it depends: "if", "unless", "whoever votes"."""
    clauses = (*sentence.children(verb, "advcl", "ccomp"), *sentence.children(sentence.head(verb), "advcl"))
    words = _CONDITIONS if among is None else among
    marked = any(sentence[mark].lower in words for clause in clauses for mark in sentence.children(clause, "mark"))
    suffering = sentence.children(verb, "dobj", "nsubjpass")
    whoever = (at for head in suffering for at in sentence.subtree(head) if sentence[at].lower in _WHOEVER)
    return marked or any(sentence.child(head, "relcl", "acl") is not None for head in whoever)
