"""The event lexicon: which words make which PLOVER type.

Files, tab-separated, `#` opens a comment: `verbs.tsv` (type, verb, particle, objects),
`nouns.tsv` (type, noun), `operators.tsv` (verbs that decide by what they govern),
`objects.tsv` (classes of objects, written @class in verbs.tsv), `actors.tsv` (nouns that act without a name),
`words/` (lists of words that a rule asks for, by the name of its module; read by `words.words_of`), and
`modal_cues.tsv` (negation and modality), read by `cue_table` and `modal_cues`. `entries` finds them in a
sentence; `times` are words that say when, `topics` what a text is about.
"""

from monitor.annotate.lexicon.entries import LIGHT_VERBS, REFUSED_BY_NOT, Entry, Lexicon, Operator, load_lexicon

__all__ = ["LIGHT_VERBS", "REFUSED_BY_NOT", "Entry", "Lexicon", "Operator", "load_lexicon"]
