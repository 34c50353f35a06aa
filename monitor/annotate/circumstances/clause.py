"""The clause of an event: its trigger and what hangs on it, but for the clauses that tell something else."""

from monitor.annotate.syntax.parse import ParsedSentence

_OTHER_CLAUSES = frozenset("ccomp relcl advcl parataxis".split())


def clause_of(sentence: ParsedSentence, trigger: int) -> list[int]:
    """The trigger and what hangs on it but for other clauses."""
    found = [trigger]
    for index in found:  # grows while it is read
        found += [child for child in sentence.children(index) if sentence[child].dep not in _OTHER_CLAUSES]
    return found
