"""Where in an article a condition of a watch holds.

- `clauses`: what every compiled condition can be asked, with `all` and `any`.
- `leaves`: the conditions that words meet: one of some words occurs; `near`: two occur near each other.
- `quotes`: the condition that somebody says something.
- `expressions`: the condition that a regular expression matches.
- `sought`: an actor as it is looked for, by its own words or as the entity that it is.
- `parties`: who may take a part in an event: actors, or whoever acts for a country.
- `figures`: how large an event must be, and the words that say so.
- `telling`: how an event is told: its modes, how sure it is, what words are about.
- `events`: the condition that an event of the article meets: type, parties, modality, confidence (PLOVER 0.8).
"""
