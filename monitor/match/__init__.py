"""Decisions about watches: watchlist and article in, matches with evidence out.

What happens, and where:

- A watchlist (`watchlist`) is compiled (`compiler`, `named`): each word becomes its spellings, each spelling a numbered
  pattern (`patterns`), each condition a clause (`conditions`); each watch is filed under the rarest words that it
  requires (`filing`).
- All of that is a matcher (`matching`); of changed watchlists only what changed is compiled (`matcher`).
- An article is folded (`monitor.text.fold`), all spellings of all watchlists are found in one pass, and only the
  watches that have all that they require are judged, by sentence, paragraph or document (`verdicts`).
- What was found is the word that is meant only if nothing around it says otherwise (`occurrences`): another case where
  case counts, a negating prefix, a longer word or number; and the name of an actor only if it is nobody else's
  (`names`).
- A match shows its best sentence first; a watch that does not match says why (`verdicts`).
- An index of past articles tells which of them a watch may match, by the tokens that they hold (`narrowing`).
"""
