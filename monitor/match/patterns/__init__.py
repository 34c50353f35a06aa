"""What is searched for: the words of all watchlists as numbered patterns.

- `phrases`: the inflections of English; which word of a phrase is inflected (`monitor.text.inflection`,
  of other languages `monitor.text.forms`).
- `variants`: other ways to write the same (hyphen, space, initials, British and American).
- `spellings`: how a word may stand in a text, of all that.
- `expressions`: regular expressions, by RE2; `literals`: the letters that each of them needs.
- `numbering`: the number of each pattern.
- `automaton`: all spellings in one pass (Aho-Corasick, with a double array).
- `many`: very many patterns: whole words by their hashes (`hashed`), the others by an automaton.
- `saved`: large automata as they are kept between two runs.
- `rarity`: how often a pattern is likely to be found.
"""
