"""Words that decide whether what they govern is denied, still to come, only thought of, or long past.

Verbs are given by lemma and stand here in all their forms, adjectives and nouns as they are.
"""

from collections.abc import Iterable

from monitor.text.inflection import singular, verb_forms


def _forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in verb_forms(verb))


DENYING = _forms(
    "deny refuse decline fail cancel foil thwart prevent avert avoid abandon scrap neglect refrain miss preclude "
    "renounce shelve dispute refute disclaim resist drop reject dismiss veto block withhold balk eschew forgo spurn "
    "boycott repel overrule forestall pre-empt exclude discount postpone stymie derail torpedo deter sidestep evade "
    "dodge elude ditch nix axe abort annul nullify frustrate sabotage scupper scuttle obstruct forbid prohibit "
    "disavow repudiate rebut contradict disprove debunk forget omit"
) | frozenset(
    "scrubbed unable unwilling reluctant false untrue wrong impossible unlikely loath incapable hesitant".split()
)
"""What they govern did not happen: denied attacking, unable to retake, foiled an attack."""

PREVENTING = _forms("prevent avert foil thwart deter stop avoid preclude forestall") | frozenset(
    "unable impossible miss fail".split()
)
"""Of those, the ones whose failure makes a fact: failed to prevent the attack."""

DENYING_WITH = {
    "off": _forms("call put stave ward head"),
    "out": _forms("rule opt back bow"),
    "short": _forms("stop fall"),
    "against": _forms("decide vote rule"),
    "on": _forms("renege backtrack"),
    "back": _forms("hold back"),
    "down": _forms("vote turn"),
    "from": _forms(
        "back shy refrain abstain keep desist stop bar ban dissuade discourage prohibit hinder spare save exempt "
        "excuse shrink recoil"
    ),
    "aside": _forms("put set brush shrug"),
    "away": _forms("back shy turn walk"),
}
"""The same with a particle: called off the talks, ruled out sending, decided against striking."""

THOUGHT_OF_WITH = {
    "for": _forms(
        "call press push plead lobby campaign hope argue wait vote appeal clamour "
        "beg pray aim bid brace bay agitate petition advocate pine long angle ask"
    ),
    "on": _forms("call urge prevail"),
    "at": _forms("hint aim"),
    "to": _forms("aspire") | {"open"},
    "against": _forms("warn caution advise argue"),
    "towards": _forms("work push"),
    "into": _forms("goad coax talk"),
    "forward": _forms("put bring"),
    "upon": _forms("call"),
    "about": _forms("think talk speak worry muse"),
    "of": _forms("think dream speak talk warn") | {"capable", "afraid", "fearful", "wary"},
    "over": _forms("worry"),
    "with": _forms("threaten toy flirt"),
}
"""What they govern is only asked for, with a particle: called for sanctions, called on Berlin to deliver."""

COMING_WITH = {
    "for": _forms("prepare schedule set slate plan arrange gear pencil bill earmark") | {"ready", "due"},
    "in": _forms("pencil"),
    "on": _forms("plan agree"),
    "to": _forms("agree commit consent"),
    "with": frozenset({"ahead"}),
}
"""What they govern is still to come, with a particle: preparing for talks, planning on leaving."""

COMING = _forms(
    "plan intend agree pledge promise vow commit decide expect schedule prepare undertake swear slate arrange "
    "resolve poise gear aim consent volunteer guarantee anticipate await elect pencil bill tip project forecast "
    "predict determine"
) | frozenset(
    "due set likely certain upcoming planned forthcoming scheduled imminent coming next about bound impending "
    "looming future prospective pending".split()
)
"""What they govern is still to come: plans to impose, is due to visit, the scheduled meeting."""

THOUGHT_OF = _forms(
    "threaten warn urge ask demand fear consider weigh want hope propose suggest recommend mull contemplate seek "
    "debate plot conspire press pressure push appeal beg implore encourage advise request wish offer try attempt "
    "study invite suspect believe imagine worry risk order tell lobby advocate discuss eye pursue exhort "
    "require envisage envision float moot oppose insist instruct command dare favour favor petition vote hesitate "
    "tempt need deserve foresee crave covet yearn long work strive endeavour scramble struggle vie speculate ponder "
    "explore assess deliberate entertain hint imply champion stipulate oblige entitle empower authorise authorize "
    "incite scheme aspire compete battle dread fret caution doubt assume presume guess bet prefer plead solicit "
    "enlist campaign design"
) | frozenset(
    "possible potential hypothetical eventual proposed threatened feared willing eager keen able free ready "
    "prepared inclined tempted mooted conceivable unclear uncertain would-be suspected meant supposed rumoured "
    "rumored anxious desperate impatient tantamount likelier contingent conditional welcome".split()
)
"""What they govern is only thought of, feared, wanted or asked for."""

THOUGHTS = frozenset(
    "threat fear possibility prospect risk proposal idea option plot call demand request appeal case chance danger "
    "event suggestion motion bill draft ultimatum bid attempt conspiracy scenario likelihood speculation ability "
    "power permission willingness readiness hope notion favour favor pressure push need right duty opportunity "
    "potential pretext talk warning concern worry alarm goal aim desire wish effort mandate authority way campaign "
    "consideration ambition urge capacity target provision dream aspiration contingency amendment invitation offer "
    "recommendation advice petition plea cry clamour clamor appetite eagerness dread spectre anticipation "
    "expectation brink verge edge cusp path road door groundwork excuse justification debate question condition "
    "temptation pretence preparedness deterrent step drive fight battle deterrence proponent advocate mission".split()
)
"""Nouns that say of what they govern that it is only thought of."""

PROMISES = frozenset(
    "pledge promise commitment vow decision intention agreement plan assurance guarantee undertaking deal "
    "preparation timetable schedule eve run-up countdown pact accord compromise determination resolution track "
    "course deadline timeline".split()
)
"""Nouns of what is still to come."""

DENIALS = frozenset("refusal denial failure absence lack inability cancellation reluctance unwillingness".split())
CLAIMS = frozenset(
    "sign trace claim report allegation assertion suggestion accusation rumour rumor evidence indication".split()
)
"""What can be denied as a whole: "rejected the claim that", "no evidence that"."""

CONTESTING = _forms("reject deny dismiss refute dispute") | frozenset("false untrue wrong baseless unfounded".split())
REMEMBERING = _forms("commemorate remember mark recall honour honor")
REMEMBERED = frozenset("anniversary centenary commemoration remembrance veterans bicentenary jubilee".split())
LEFT_BEHIND = frozenset(
    "statue monument memorial museum film book portrait bust archive relative victim survivor heir descendant widow "
    "supporter loyalist".split()
)
"""Things and people that outlive the time that they are named after: a statue of Stalin was destroyed."""

NOBODY = frozenset("nobody none nothing neither".split())
NEGATIONS = frozenset("not n't n’t never no neither nor hardly scarcely without".split())
WILL = frozenset("will 'll ’ll shall wo".split())
MAYBE = frozenset("may might could can would should must ca ought".split())
CONDITIONS = frozenset("if unless whether lest provided providing supposing".split())
CONDITIONING = frozenset("subject pending depending provided assuming barring suppose supposing imagine".split())
"""Words that make a condition of what they govern: "subject to a vote", "assuming it holds"."""
DOUBTS = frozenset("perhaps possibly maybe potentially conceivably presumably theoretically hypothetically".split())
TOMORROW = frozenset("tomorrow next upcoming coming".split())
THEN = frozenset("once when after until as".split())
INSTEAD = frozenset({("of", "instead"), ("than", "rather")})
"""Preposition and the word before it: what follows was not done."""

SUSPECTING = _forms("accuse suspect charge")
PROSECUTING = _forms(
    "convict accuse charge acquit suspect blame sentence jail try arrest indict clear punish exonerate"
)
"""Verbs whose "of", "for" or "over" tells of a deed that is there: nobody was convicted of the bombing."""

CHOOSING = _forms("decide choose elect resolve")
CHANGING = _forms("plan schedule promise expect prepare pledge vow await anticipate")
"""Verbs whose object, too, is still to come: "plans a visit", "is expected"."""


IDLE_WITH_NO = frozenset("choice option alternative doubt secret wonder mistake bones".split())
"""Nouns whose "no" denies nothing: had no choice but to strike."""

HAPPENING = _forms(
    "happen occur materialise materialize come take go begin start resume follow erupt break ensue proceed hold be "
    "loom last fail collapse"
)
"""Verbs whose subject is the event that they tell of: talks will begin, the attack never came."""

HELD = _forms(
    "hold launch carry impose sign conduct stage schedule plan reach conclude make order expect mount deliver "
    "resume start begin deploy send announce use form set"
)
"""Verbs whose passive subject is the event that they tell of: sanctions may be imposed."""

PRESUPPOSING = _forms(
    "end halt condemn discuss investigate worsen undermine overshadow hurt harm affect mark commemorate denounce "
    "criticise criticize welcome praise blame survive escape flee review examine widen deepen intensify justify "
    "describe call witness watch probe continue suspend monitor forget forgive honour remember endanger jeopardise "
    "complicate fund finance help explain mention address observe respect prolong"
)
"""Verbs whose object is there already: will end the war, could undermine the truce."""

LEADING_TO = _forms("lead go return resort push move agree amount contribute commit bring open drift slide come")
"""Verbs whose "to" has not happened unless they have: could lead to war; not "will respond to the attack"."""

MOVING = _forms("travel fly go come arrive visit meet gather rush return rally march convene assemble sit")
"""Verbs whose purpose is reached when they are done: flew to Paris to meet."""

KEEPING = _forms("keep honour honor fulfil fulfill deliver meet")
ASKING = _forms("tell order ask instruct command")
"""Verbs that ask for it only with an infinitive: "told them to leave"; "told them it will leave"."""

TRANSPARENT = frozenset(
    "round series wave spate string resumption start launch beginning outbreak continuation escalation repeat "
    "return act kind form part type day week month period possibility recurrence spread renewal imposition lot "
    "package tranche batch set number dozen hundred thousand total holding".split()
)
"""Nouns that say of an event only which part or how much of it: a round of talks."""

TAKING_PART = frozenset("involvement role part complicity participation responsibility hand interest".split())
"""Nouns whose "in" leads to something that is there: denied a role in the massacre."""

NEARING = frozenset("coming looming approaching nearing brewing pending".split())
"""What is said of events that are near."""

GETTING = _forms("get make")
BEING = frozenset("is was are were be been being ruled".split())
UNDONE = frozenset("cancelled canceled aborted averted foiled thwarted abandoned scrapped shelved".split())
"""Participles before a noun that did not come to be: the cancelled visit."""

OFFERED = _forms("propose threaten suggest fear envisage moot float demand request")
"""Verbs whose participle says of a noun that it is only thought of: a ban, as proposed by the house."""


def is_one_of(words: frozenset[str], word: str) -> bool:
    """Whether the lower-cased noun, in singular or plural, is one of `words`."""
    return word in words or singular(word) in words


def any_of(words: frozenset[str], found: Iterable[str]) -> bool:
    """Whether one of the words found is one of `words`."""
    return not words.isdisjoint(found)
