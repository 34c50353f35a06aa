"""What was said, and by whom?

In order: cues (the verbs of speech and what stands around them), speakers (the noun phrase that such a verb belongs to,
with the antecedent of a pronoun), attribution (a quotation with its speaker and cue), direct (direct speech, between
quotation marks), reported (indirect speech), quotes (both of a whole document). Words stand in cues.tsv, speakers.tsv.

After R. Quirk et al., A Comprehensive Grammar of the English Language (1985), 14.28 and following: the reporting of
language. Nothing is parsed; each rule reads the words of one sentence. Which sentence needs which rule: corpus.tsv and
negative.tsv.
"""
