"""Decisions about watches: watchlist and article in, matches with evidence out.

What happens, and where:

- A watchlist is compiled (`compiler`): each word becomes its spellings (`spell`, `inflect`), each condition a clause
  (`clauses`, `leaves`, `events`), each watch is filed under the rarest words that it requires (`matcher`, `rarity`).
- An article is folded (`fold`, `characters`), all spellings of all watchlists are found in one pass (`automaton`), and
  only the watches that have all that they require are judged (`verdict`), by sentence, paragraph or document (`scan`,
  `sentences`).
- What was found is the word that is meant only if nothing around it says otherwise (`occurrence`): another case where
  case counts (`ordinary` tells when a text in capitals proves nothing), a negating prefix, a longer name or number.
- A match shows its best sentence first (`evidence`); a watch that does not match says why (`rejection`).
"""
