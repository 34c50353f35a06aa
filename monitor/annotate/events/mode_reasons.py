"""Why an event has its modes, in the words of the text."""

from monitor.annotate.modality.stance import Modality, Reason
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import AuxiliaryMode, ModeReason, Span


def mode_reasons(modes: Modality, sentence: ParsedSentence, document: str) -> tuple[ModeReason, ...]:
    """The reason of each mode that the event has, its cue as a stretch of the document."""
    found: tuple[tuple[AuxiliaryMode, Reason | None], ...] = (
        (AuxiliaryMode.NEGATED, modes.negated),
        (AuxiliaryMode.FUTURE, modes.future),
        (AuxiliaryMode.HYPOTHETICAL, modes.hypothetical),
        (AuxiliaryMode.HISTORICAL, modes.historical),
    )
    return tuple(
        ModeReason(mode=mode, rule=reason.rule.value, cue=_span(reason.cue, sentence, document))
        for mode, reason in found
        if reason is not None
    )


def _span(cue: tuple[int, ...], sentence: ParsedSentence, document: str) -> Span | None:
    """From the first to the last token of the cue: "called the talks off"."""
    if not cue:
        return None
    start, end = sentence[min(cue)].start, sentence[max(cue)].end
    return Span(text=document[start:end], start=start, end=end)
