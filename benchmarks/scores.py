"""Precision, recall and F1, and how precision falls as more is answered."""

from collections.abc import Hashable, Iterable, Sequence

from monitor.records import Record


class Tally(Record, frozen=True, kw_only=True):
    """Right answers among those found and those expected."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was found."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else 0.0

    def shown(self) -> dict[str, float]:
        """The three figures, rounded."""
        return {"precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4)}


def by_class(gold: Sequence[str], found: Sequence[str]) -> dict[str, Tally]:
    """A tally for each class that the gold labels hold; "" is no answer."""
    return {
        name: Tally(
            right=sum(was == said == name for was, said in zip(gold, found, strict=True)),
            found=sum(said == name for said in found),
            expected=sum(was == name for was in gold),
        )
        for name in sorted(set(gold))
    }


def macro_f1(tallies: dict[str, Tally]) -> float:
    """The mean F1 of the classes."""
    return sum(tally.f1 for tally in tallies.values()) / len(tallies) if tallies else 0.0


def binary(gold: Sequence[bool], found: Sequence[bool]) -> Tally:
    """The tally of a yes-or-no question, of the answer yes."""
    right = sum(was and said for was, said in zip(gold, found, strict=True))
    return Tally(right=right, found=sum(found), expected=sum(gold))


def overlap(gold: Iterable[Iterable[Hashable]], found: Iterable[Iterable[Hashable]]) -> Tally:
    """The tally of bags of answers, one bag a text; an answer counts as often as both bags hold it."""
    right = counted = expected = 0
    for was, said in zip(gold, found, strict=True):
        left, answers = list(was), list(said)
        expected, counted = expected + len(left), counted + len(answers)
        for answer in answers:
            if answer in left:
                left.remove(answer)
                right += 1
    return Tally(right=right, found=counted, expected=expected)


def reliability(answers: Iterable[tuple[float, bool]]) -> dict[str, dict[str, float]]:
    """How many answers have a confidence in each tenth, and the share of them that is right; empty tenths are left out.

    What a reliability diagram draws (DeGroot and Fienberg 1983): the share should be near the confidence.
    """
    tenths: dict[int, list[bool]] = {}
    for confidence, right in answers:
        tenths.setdefault(min(9, int(confidence * 10)), []).append(right)
    return {
        f"{tenth / 10:.1f}": {"answers": len(rights), "right": round(sum(rights) / len(rights), 4)}
        for tenth, rights in sorted(tenths.items())
    }


def precision_by_coverage(answers: Sequence[tuple[float, bool]], shares: Sequence[float]) -> dict[str, float]:
    """The precision of the most confident answers, for each share of all (confidence, right)."""
    ranked = sorted(answers, key=lambda answer: -answer[0])
    kept = {share: ranked[: max(1, round(share * len(ranked)))] for share in shares}
    return {
        f"{share:.2f}": round(sum(right for _, right in rows) / max(1, len(rows)), 4) for share, rows in kept.items()
    }
