"""What does the parse of a sentence say?

`parse` is a plain dependency parse (Universal Dependencies, as spaCy labels English). `clauses`: subject, objects and
complement of a verb, coordination and control; `noun_phrases`: parties, conjuncts, owners; `auxiliaries`: auxiliaries,
polarity and reported speech; `base_forms`: the form in which a lexicon has a word. `headlines` words headlines
as sentences are before they are parsed.
"""
