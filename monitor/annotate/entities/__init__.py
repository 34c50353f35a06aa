"""Names repaired: a small sequence model over what a language model saw, the words, and the gazetteer.

words → attributes (`words`, `kinds`, `features`, with `layout` for where each looks) → scores (`weights`, `tables`) →
best labels (`viterbi`, `labelling`) → `spans`, cut to their `edges` and `whole`, typed by `appositions` → `consistency`
within the document. `repair` is the whole way; `casing` writes headlines in capitals as sentences first. Named-entity
recognition by a conditional random field.
"""
