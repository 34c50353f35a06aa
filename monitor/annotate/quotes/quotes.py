"""The quotations of a document: direct speech, and the indirect speech that is not within it."""

from collections.abc import Sequence

from monitor.annotate.quotes.attribution import is_long_enough, overlap
from monitor.annotate.quotes.direct import DirectSpeech
from monitor.annotate.quotes.reported import ReportedSpeech
from monitor.annotate.quotes.speakers import Speakers
from monitor.records import Mention, Quote


def find_quotes(document: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The quotations of a document in order.

    sentences: first character and end of each; mentions: with their actors. A few words in marks ("reassurance force")
    are no quotation. Words in marks within a reported clause belong to it; other fragments count with a speaker.
    """
    speakers = Speakers(document, mentions)
    direct = DirectSpeech(document, [start for start, _ in sentences], speakers)
    indirect = ReportedSpeech(document, speakers)
    free = [sentence for sentence in sentences if not overlap(direct.whole, *sentence)]
    reported = [quote for sentence in free if (quote := indirect.quote(*sentence)) is not None]
    spans = [(quote.said.start, quote.said.end) for quote in reported]
    fragments = [
        direct.quote(*span)
        for span in direct.fragments
        if is_long_enough(document[slice(*span)]) and not overlap(spans, *span)
    ]
    spoken = [quote for quote in fragments if quote.speaker is not None]
    return tuple(sorted([*direct.quotes(), *reported, *spoken], key=lambda quote: quote.said.start))
