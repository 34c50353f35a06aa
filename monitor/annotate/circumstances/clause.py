"""The clauses that belong to an event: that of its trigger, and the one that tells how it came about."""

from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.parse import ParsedSentence

_OTHER_CLAUSES = frozenset("ccomp relcl advcl parataxis".split())
_WHEN = words_of("circumstances", "when")
"""What opens the clause that tells how somebody was killed: "killed when rebels shelled Goma"."""


def clause_of(sentence: ParsedSentence, trigger: int) -> list[int]:
    """The trigger and what hangs on it but for other clauses."""
    found = [trigger]
    for index in found:  # grows while it is read
        found += [child for child in sentence.children(index) if sentence[child].dep not in _OTHER_CLAUSES]
    return found


def telling_how(sentence: ParsedSentence, trigger: int) -> list[int]:
    """The clause that tells how: "killed when rebels shelled Goma"; parsers hang it on who says so, too."""
    reported = sentence[trigger].dep == "ccomp"
    above = [sentence.head(trigger)] if reported else []
    clauses = [clause for verb in (trigger, *above) for clause in sentence.children(verb, "advcl") if clause > trigger]
    told = (clause for clause in clauses if any(sentence[at].lower in _WHEN for at in _openers(sentence, clause)))
    return [part for clause in told for part in clause_of(sentence, clause)]


def _openers(sentence: ParsedSentence, clause: int) -> list[int]:
    return sentence.children(clause, "advmod", "mark")
