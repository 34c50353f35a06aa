"""Language models: how is an article annotated without holding up the event loop?

`base` is the family: `forked` annotates in worker processes with deadline and memory limit, `inline` in this process,
`memory` without a model; `opening` chooses. `annotation` is the work on one article, step by step, over the decisions
of `monitor/annotate`. `installed` finds the model, `model` sets spaCy up;
`recogniser`, `parser`, `vectors` and `layers` read its weights in numpy, `tokens` its parses. `languages` finds
pipelines of other languages, `copies` spares the work for copies, `silences` says why a sentence gave no event. None
of them knows a watchlist: an article is annotated alike for all.
"""
