"""What is remembered of what was told, and what a watch itself counts."""

import pytest
from msgspec.structs import replace

from monitor.alerting import facts
from monitor.alerting.facts import Facts, Figure, Happening, Side
from monitor.alerting.facts.facts import FIGURES, Concern, Stages
from monitor.alerting.facts.sides import in_words, same
from monitor.alerting.policy import FigureStep, Policy, SeverityStep
from monitor.records import AuxiliaryMode, ChangeKind, EventType, Severity
from tests.alerting.builders import evidence, match

ALL = tuple(ChangeKind)


def policy(*steps: SeverityStep, again: tuple[ChangeKind, ...] = ALL) -> Policy:
    return Policy(watch="w", watchlist="desk", steps=steps, again=again)


def dead(number: int, article: str = "a-1") -> Facts:
    return Facts(figures=(Figure(what="dead", value=number, article=article),))


def kinds(told: Facts, new: Facts, rules: Policy | None = None) -> list[ChangeKind]:
    return [change.kind for change in facts.changes(told, new, rules or policy())]


def test_nothing_is_new_in_what_was_told() -> None:
    told = facts.of(match("a-1", evidence("term sanctions", "sanctions")))
    assert facts.changes(told, facts.merged(told, told), policy()) == ()


def test_only_kinds_that_the_watch_names_count() -> None:
    assert kinds(dead(3), dead(40)) == [ChangeKind.FIGURE]
    assert kinds(dead(3), dead(40), policy(again=(ChangeKind.PLACE,))) == []


def test_a_correction_counts_whatever_the_watch_names() -> None:
    taken_back = Facts(correction="Correction")
    assert kinds(Facts(), taken_back, policy(again=())) == [ChangeKind.CORRECTION]


def test_publishers_count_where_they_cross_a_number() -> None:
    def crossed(before: int, after: int) -> list[ChangeKind]:
        return kinds(Facts(independent=before), Facts(independent=after))

    assert crossed(1, 2) == []
    assert crossed(2, 3) == [ChangeKind.PUBLISHERS]
    assert crossed(3, 4) == []
    assert crossed(4, 12) == [ChangeKind.PUBLISHERS]
    assert crossed(12, 3) == []


def test_a_place_that_was_not_told_is_new() -> None:
    def at(*places: str) -> Facts:
        return Facts(places=places)

    assert kinds(at("Odesa"), at("Kharkiv")) == [ChangeKind.PLACE]
    assert kinds(at("Odesa"), at("ODESA")) == []
    assert kinds(at(), at("Kharkiv")) == []


def test_an_event_is_named_in_one_line() -> None:
    karsova, rebels = Side(text="Karsova"), Side(text="rebels")

    def met(actors: tuple[Side, ...], recipients: tuple[Side, ...]) -> str:
        return in_words(
            Happening(type=EventType.CONSULT, actors=actors, recipients=recipients, trigger="meet", words=())
        )

    assert met((karsova,), (rebels,)) == "meeting or talks, Karsova → rebels"
    assert met((karsova, rebels), ()) == "meeting or talks, Karsova, rebels"
    assert met((), (rebels,)) == "meeting or talks, somebody not named → rebels"


def test_of_a_new_event_that_is_not_sure_nobody_is_named() -> None:
    def new(confidence: float) -> list[str]:
        shelled = Happening(
            type=EventType.ASSAULT,
            actors=(Side(text="Karsova"),),
            recipients=(),
            trigger="shell",
            words=("shell", "truce"),
            concerns=Concern.ASKED,
            headline=True,
            prominent=True,
            repeated=True,
            confidence=confidence,
        )
        told = Happening(type=EventType.CONSULT, actors=(), recipients=(), trigger="meet", words=("truce",))
        return [
            change.what
            for change in facts.changes(Facts(happenings=(told,)), Facts(happenings=(shelled,)), policy())
            if change.kind is ChangeKind.EVENT
        ]

    assert new(0.8) == ["attack, Karsova"]
    assert new(0.3) == ["attack"]


def test_what_is_corrected_is_not_remembered_as_it_was() -> None:
    told = facts.merged(dead(31), replace(dead(13, "a-2"), correction="Correction"))
    assert [figure.value for figure in told.figures] == [13]


def test_the_loudest_step_that_holds_decides_how_loud_an_alert_is() -> None:
    rules = policy(
        SeverityStep(to=Severity.HIGH, independent_publishers=3),
        SeverityStep(to=Severity.CRITICAL, figures=(FigureStep(figure="dead", gte=10),)),
    )
    assert kinds(dead(3), Facts(independent=3), rules) == [ChangeKind.SEVERITY, ChangeKind.PUBLISHERS]
    assert kinds(dead(9), dead(10), rules) == [ChangeKind.SEVERITY]
    assert kinds(dead(10), dead(11), rules) == []


def test_what_is_remembered_is_bounded_and_the_latest_is_kept() -> None:
    told = Facts()
    for number in range(FIGURES + 5):
        told = facts.merged(told, dead(number, f"a-{number}"))
    assert [figure.value for figure in told.figures] == list(range(5, FIGURES + 5))


def test_other_words_for_what_was_planned_are_no_plan_once_it_is_done() -> None:
    planned = Facts(stages=Stages(open=True, tentative=("cut", "lower")))
    cut, lowered = (Facts(stages=Stages(stated=(word,))) for word in ("cut", "lower"))
    assert kinds(planned, cut) == [ChangeKind.MODALITY]
    assert kinds(facts.merged(planned, cut), lowered) == []


def test_a_vote_to_none_for_what_the_title_says_to_be_approved_calls_nothing_off() -> None:
    def happening(type_: EventType, trigger: str, to: str, confidence: float) -> Happening:
        return Happening(
            type=type_,
            actors=(Side(text="council"),),
            recipients=(Side(text=to),),
            trigger=trigger,
            words=("counci", "vot", "forc", "mali"),
            concerns=Concern.ACTOR,
            prominent=True,
            confidence=confidence,
        )

    vote = replace(happening(EventType.AGREE, "vot", "force", 0.2), modes=(AuxiliaryMode.FUTURE,), headline=True)
    approval = replace(happening(EventType.SUPPORT, "approv", "force", 0.05), headline=True)
    to_none = happening(EventType.REJECT, "vot", "none", 0.8)
    new = Facts(happenings=(approval, to_none), words=("vot",))
    found = facts.changes(Facts(happenings=(vote,), words=("vot",)), new, policy())
    assert [(change.kind, change.after) for change in found] == [(ChangeKind.MODALITY, "asserted")]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [("38 pupils", "Thirty-eight girls", True), ("38 pupils", "39 girls", False), ("3 men", "three boats", False)],
)
def test_parties_of_one_number_are_the_same_where_it_is_not_small(one: str, other: str, is_same: bool) -> None:
    assert same(Side(text=one), Side(text=other)) is is_same
