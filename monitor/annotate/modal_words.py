"""Words that decide whether what they govern is denied, still to come, only thought of, or long past.

Verbs are given by lemma and stand here in all their forms, adjectives and nouns as they are.
"""

from collections.abc import Iterable

from monitor.annotate.lexicon.inflection import singular, verb_forms


def _forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in verb_forms(verb))


DENYING = _forms(
    "deny refuse decline fail cancel foil thwart prevent avert avoid abandon scrap neglect refrain miss preclude "
    "renounce shelve dispute refute disclaim resist drop reject dismiss veto block withhold balk eschew forgo "
    "spurn boycott repel overrule forestall pre-empt stymie derail torpedo deter"
) | frozenset("unable unwilling reluctant false untrue wrong impossible unlikely loath".split())
"""What they govern did not happen: denied attacking, unable to retake, foiled an attack."""

DENYING_WITH = {
    "off": _forms("call"),
    "out": _forms("rule"),
    "short": _forms("stop fall"),
    "against": _forms("decide"),
    "back": _forms("hold back"),
    "down": _forms("vote turn"),
    "away": _forms("back shy turn"),
    "from": _forms("back shy refrain abstain keep desist"),
}
"""The same with a particle: called off the talks, ruled out sending, decided against striking."""

THOUGHT_OF_WITH = {
    "for": _forms("call press push plead lobby campaign hope argue wait vote"),
    "on": _forms("call"),
    "upon": _forms("call"),
    "about": _forms("think talk speak worry"),
    "of": _forms("think dream speak talk warn"),
    "over": _forms("worry"),
    "with": _forms("threaten"),
}
"""What they govern is only asked for, with a particle: called for sanctions, called on Berlin to deliver."""

COMING_WITH = {"for": _forms("prepare schedule set slate plan arrange gear") | {"ready", "due"}, "on": _forms("plan")}
"""What they govern is still to come, with a particle: preparing for talks, planning on leaving."""

COMING = _forms(
    "plan intend agree pledge promise vow commit decide expect schedule prepare undertake swear slate arrange resolve "
    "poise gear consent volunteer guarantee"
) | frozenset("due set ready likely certain upcoming planned forthcoming scheduled imminent coming next about".split())
"""What they govern is still to come: plans to impose, is due to visit, the scheduled meeting."""

THOUGHT_OF = _forms(
    "threaten warn urge ask demand fear consider weigh want hope propose suggest recommend mull contemplate seek "
    "debate plot conspire press pressure push appeal beg implore encourage advise request wish offer try attempt aim "
    "study invite suspect believe imagine worry risk order tell lobby advocate discuss eye pursue exhort seek require"
) | frozenset(
    "possible potential hypothetical eventual proposed threatened feared willing eager keen able free "
    "conceivable unclear uncertain would-be suspected".split()
)
"""What they govern is only thought of, feared, wanted or asked for."""

THOUGHTS = frozenset(
    "threat fear possibility prospect risk proposal idea option plot call demand request appeal case chance "
    "danger event suggestion motion bill draft ultimatum bid attempt conspiracy scenario likelihood speculation "
    "ability power permission willingness readiness hope".split()
)
"""Nouns that say of what they govern that it is only thought of."""

PROMISES = frozenset(
    "pledge promise commitment vow decision intention agreement plan assurance guarantee undertaking deal".split()
)
"""Nouns of what is still to come."""

DENIALS = frozenset("refusal denial failure absence lack inability cancellation".split())
CLAIMS = frozenset("claim report allegation assertion suggestion accusation rumour rumor evidence notion idea".split())
"""What can be denied as a whole: "rejected the claim that", "no evidence that"."""

CONTESTING = _forms("reject deny dismiss refute dispute") | frozenset("false untrue wrong baseless unfounded".split())
REMEMBERING = _forms("commemorate remember mark recall honour honor mourn")
REMEMBERED = frozenset("anniversary memorial centenary commemoration remembrance veterans survivors".split())
NOBODY = frozenset("nobody none nothing neither".split())
NEGATIONS = frozenset("not n't n’t never no neither nor hardly scarcely without".split())
WILL = frozenset("will 'll ’ll shall wo".split())
MAYBE = frozenset("may might could can would should must ca ought".split())
CONDITIONS = frozenset("if unless whether lest".split())
DOUBTS = frozenset("perhaps possibly maybe potentially".split())
TOMORROW = frozenset("tomorrow next upcoming coming".split())
SUSPECTING = _forms("accuse suspect charge")
CHANGING = _forms("plan schedule promise expect")
"""Verbs whose object, too, is still to come: "plans a visit", "is expected"."""


def is_one_of(words: frozenset[str], word: str) -> bool:
    """Whether the lower-cased noun, in singular or plural, is one of `words`."""
    return word in words or singular(word) in words


def any_of(words: frozenset[str], found: Iterable[str]) -> bool:
    """Whether one of the words found is one of `words`."""
    return not words.isdisjoint(found)
