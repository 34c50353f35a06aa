"""Which event does a verb or noun tell of, among PLOVER's types?

`complements` are the words of a verb's objects and its particles; `senses` picks the entry of the lexicon that fits
most of them, after who acts together with whom (`collective`). `clause_type` reads a clause from outside in, through
`embedding_verbs` (implicative and factive verbs, and those of speech). `plover` are the quads, as far as one type
changes another; `threats` tells threats that are made from what others are feared to do, `blame` who is
said to be behind a deed, `results` the scores of matches, `strikes` those of workers.
`corpus.tsv` and `negative.tsv` hold the sentences that need each rule.
"""
