"""Decisions of the annotate stage: what does a text say, over a plain parse that any language model can fill?

Rooms, from the ground up:

- `lexicon`: words of events, cues and topics, as tables. `gazetteer`: countries, places, people, organisations.
- `syntax`: clauses and noun phrases of a parse. `entities`: names, repaired. `actors`: who each name is (entity
  linking).
- `typing`: which event a verb or noun tells of. `modality`: whether it is said to be so. `quotes`: who said what.
- `roles`: who did it, and to whom.
- `circumstances`: where, when, how large. `confidence`: how sure.
- `events`: the event coder, which puts them together.

Nothing here loads a model; `monitor.nlp` does and hands the parse over. Sources: PLOVER 0.8 for events; FactBank and
ConText for modality.
"""
