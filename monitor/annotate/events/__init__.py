"""The event coder: who did what to whom, and if a sentence tells of nobody doing anything, why not?

`gates` (which sentences are parsed) → `coder` (what may be an event, from outside in, no word counted twice) →
`passing` (what is only told in passing) → `event_nouns` (events that a noun names) → `finalise` (modes with
`mode_reasons`, `participants` with their countries in the `article`, circumstances, confidence) with `plover_rules`
(how actors, negation and time change the type) → `anaphora` (whom "the move" speaks of) →
`duplicates` (told twice in a sentence) → `retelling` (in title and text) → `merging` (in an article or a story, ids).
`silence` tells why a sentence gave no event, with the `reasons`.

Types, reciprocity and the rules of time and negation are those of the PLOVER manual 0.8.
"""
