"""Metrics: which figures does a running program show, and what does each mean?

`catalogue` declares every one of them as a `metric`, `registry` counts, and `document` makes the page of
`docs/` from both.
"""
