"""Capitals that stand for their governments: only as subject or object of what governments do.

"Moscow said", "talks with Tehran", "accused Kyiv" speak of governments; "in Moscow", "near Kyiv" of places. The words
around decide; where they say nothing the capital is a place.
"""

from collections.abc import Sequence

_PLACED = frozenset(
    "in at near around outside inside across through over above into within throughout downtown central northern "
    "southern eastern western visit visited visiting toward towards leave left leaving reached reach via".split()
)
"""Before a place."""

_DOES = frozenset(
    "said says say has had would will could should must may might did does is was wants wanted denied denies rejected "
    "rejects accused accuses insisted insists warned warns vowed vows agreed agrees refused refuses called calls "
    "condemned condemns urged urges demanded demands claims claimed offered offers pledged pledges proposed proposes "
    "announced announces sought seeks hopes hoped believes fears threatened threatens imposed imposes expelled expels "
    "summoned summons recognised recognized recognises recognizes supports supported backs backed sees saw views "
    "viewed considers considered responded responds retaliated retaliates blames blamed argues argued maintains "
    "maintained stopped suspended suspends recalled recalls signed signs plans planned invaded annexed launched sent "
    "sends and also never not declined declines dismissed dismisses welcomed welcomes confirmed confirms thinks knows "
    "needs needed faces faced continues continued stepped ruled sanctioned embargoed banned bans freed frees "
    "deported deports ordered orders deployed deploys bombed attacked attacks annexes invades vetoed vetoes "
    "broke breaks severed severs froze freezes halted halts lifted lifts ratified ratifies".split()
)
"""Behind a government."""

_TOLD = frozenset(
    "with between against accused accuse accuses accusing urged urge urges urging told tell telling warned warn "
    "warning pressed press pressing pressure blamed blame blames criticised criticized condemned backed back backing "
    "support supporting supported ally allies help helping helped arm arming armed forced forcing by than "
    "persuade convince pledged sanction sanctioned threaten threatened angered irked allied from to for".split()
)
"""Before a government, unless somebody moves there."""

_LISTED = frozenset({",", "and"})
_WEAK = frozenset("from to for by and".split())
_MOVES = frozenset(
    "went go going goes flew fly flying travelled traveled travel travelling traveling trip trips visit visits return "
    "returned returning arrived arrive came come coming drove train flight flights road roads route bus moved back "
    "journey fled flee heading headed bound km kilometres kilometers kilometer miles mile north south east west "
    "northeast northwest southeast southwest close".split()
)
_DEALS = frozenset(
    "talks ties relations aid weapons support supplies loan loans sanctions pressure negotiations deal agreement "
    "message letter ultimatum billion million crowns dollars euros pounds threat warning ambassador envoy deliveries "
    "assistance arms missiles concessions demands appeal attempt protest criticism condemnation rebuke reaction anger "
    "response complaint denial offer request pledge promise delegation order permission approval assurances "
    "backing mediate mediated mediating mediation mediator truce ceasefire war tension tensions dispute conflict "
    "contacts channel dialogue rivalry trust row rift standoff friction cooperation partnership alliance treaty "
    "exchange".split()
)
_OWNS = frozenset(
    "government position stance decision refusal demand demands claim claims offer policy response allies ally envoy "
    "ambassador foreign sanctions plan plans war army forces troops intentions interests proposal accusations aims "
    "efforts invasion aggression threat threats support".split()
)


def stands_for_government(before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether a capital is a government, by the words before and behind it (in small letters, in order of the text)."""
    last = before[-1] if before else ""
    if last in _PLACED or last in ("the", "a"):
        return False
    if behind and behind[0] in ("'s", "’s"):
        return len(behind) > 1 and behind[1] in _OWNS
    if last == "and":
        return _is_second(before) or (_acts(behind) and behind[0] != "and")
    if last in _WEAK:
        return _is_dealt_with(before[:-1])
    if last == "between":
        return _is_dealt_with(before[:-1])
    return last in _TOLD or (_acts(behind) and (behind[0] != "and" or last not in _LISTED))


def _acts(behind: Sequence[str]) -> bool:
    return bool(behind) and behind[0] in _DOES and list(behind[:2]) != ["and", "the"]


def _is_second(before: Sequence[str]) -> bool:
    """Whether it is the second of two that something is done to: "between Tehran and Washington", "urged X and Y"."""
    told = before[-3:-2]
    if told == ["between"]:
        return _is_dealt_with(before[:-3])
    return bool(told) and told[0] in _TOLD - _WEAK - {"back", "by"}


def _is_dealt_with(before: Sequence[str]) -> bool:
    near = before[-5:]
    return not _MOVES.intersection(near) and bool(_DEALS.intersection(near))
