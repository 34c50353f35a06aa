"""What an article holds of the patterns, and whether it is meant.

- `scan`: the article as it is looked at, once for all watches: folded text, patterns found, mentions of actors.
- `sentences`: its sentences and paragraphs.
- `layout`: addresses, which are no text, and lines that were only wrapped.
- `occurrence`: whether a spelling that was found is the word that the watchlist means, else the reason.
"""
