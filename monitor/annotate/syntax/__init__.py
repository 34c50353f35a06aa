"""What does the parse of a sentence say?

`parse` is a plain dependency parse (Universal Dependencies, as spaCy labels English). `clauses`: subject, objects and
complement of a verb, coordination and control; `noun_phrases`: parties, conjuncts, owners; `auxiliaries`: auxiliaries,
polarity and reported speech; `hyphens`: prefixes; `clause_breaks`: clauses parted by a semicolon;
`base_forms`: the form in which a lexicon has a word. `headlines`
says in the words of sentences what headlines leave out, with `headline_verbs`, and `word_order` puts who says so first
and a cleft into one clause; `opening_time` parts a year from the subject, `amounts` words money as parsers know it; a
`wording` is parsed and put back on the text.
"""
