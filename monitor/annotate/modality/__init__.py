"""Whether an event is said to be so: PLOVER's auxiliary modes negated, future, hypothetical and historical.

The manual names them ("event is projected to occur in the future", "event occurred in the past", "event is
hypothetical") and leaves the borders open. Here, for the event that a trigger word names:

- **negated**: the text says that it did not, does not or will not happen: not, never, no, without; denied, refused,
  failed to, called off, prevented, has yet to. An attempt that failed ("the failed coup") did take place.
- **future**: it is said to be still to come: will, is to, is due to, plans to, promises to, is expected to, a day
  ahead.
- **hypothetical**: it is only thought of: if, unless, would, may, could, should; threats, warnings, fears, proposals,
  demands, calls, attempts, questions; or told of in a novel, a film or a game. A charge ("accused of killing",
  "alleged") is no hypothesis.
- **historical**: it lies years back: a year gone by, decades ago, a war that is history, an anniversary.

They may overlap: "will not attend" is negated and future, "may not accept" negated and hypothetical. What is only
thought of is not future too, unless a day ahead is named ("may visit next week") or it will follow from a condition
("if parliament agrees, it will send ships").

Linguists know the first three as polarity and factuality (FactBank, Saurí and Pustejovsky 2009; ConText, Harkema et
al. 2009, which names cues, their categories and their scope). Rules over the parse, from the trigger upwards, in the
order of `modes`:

- `stance` what is known so far, each mode with its reason, the rules in words
- `trigger` its own auxiliaries, negation and modifiers, and the clauses that hang on it; `modal_auxiliaries` what
  auxiliaries say; `conditionals` what makes a condition
- `ascent` the way up to the main clause; what stands there makes of the event: `embedding` verbs and adjectives
  ("refused to", "plans to"), `embedding_nouns` ("fears of"), `predicates` ("the talks are planned"), `prepositions`
- `temporal_scope` which words date it; `future` whether they lie ahead; `dating`, `beside` whether years back
- `fiction` whether a novel, a film or a game tells it
- `corpus.tsv`, `negative.tsv` sentences that need each rule, and sentences where a cue must not act

The words stand in `monitor/annotate/lexicon/modal_cues.tsv`.
"""
