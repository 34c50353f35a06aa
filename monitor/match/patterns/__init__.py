"""What is searched for: the words of all watchlists as numbered patterns.

- `phrases`: which word of a phrase is inflected, and how (`monitor.text.inflection`).
- `spellings`: how a word may stand in a text (inflections, hyphen, space, initials).
- `automaton`: all spellings in one pass (Aho-Corasick, with a double array).
- `rarity`: how often a pattern is likely to be found.
"""
