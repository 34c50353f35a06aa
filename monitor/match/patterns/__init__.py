"""What is searched for: the words of all watchlists as numbered patterns.

- `phrases`: the inflections of English; which word of a phrase is inflected (`monitor.text.inflection`,
  of other languages `monitor.text.forms`).
- `variants`: other ways to write the same (hyphen, space, initials, British and American).
- `spellings`: how a word may stand in a text, of all that.
- `expressions`: regular expressions, by RE2; `literals`: the letters that each of them needs.
- `automaton`: all spellings in one pass (Aho-Corasick, with a double array).
- `rarity`: how often a pattern is likely to be found.
"""
