"""How fast watches and phrases are matched: `python -m benchmarks.matching FILE.jsonl` (`title` and `text` a line).

Makes boolean watches of words and phrases of every other article, from rare to common (1,000, 10,000 and 100,000 of
them unless told), and matches the rest of the articles against all of them on one core. Prints the time to compile,
memory, articles a CPU second, candidates and hits an article. A baseline does the same on a few articles for at most
10,000 watches: every watch on every article, the words of each condition as compiled alternations of `re`
(`tests/match/reference.py`). Both must find the same watches, with words that the baseline finds too.

Then phrases (10,000, 100,000 and 1,000,000): the matcher's automaton from the raw text on, beside pyahocorasick with a
test of word boundaries, FlashText and spaCy's PhraseMatcher, as far as they are installed; what the automaton and
pyahocorasick find must be the same.

With `--lucene` (Java 17 and Maven) watches for words in a document or near each other go through Lucene Monitor too, on
the bare words of the articles, which both read alike; the matches of every article are compared. Lucene tells the names
of watches only, so the matcher is timed for these, and for matches with their evidence. Lucene is timed once its
compiler is warm, and on its very first pass, with two of its presearchers; the better one counts.
"""
