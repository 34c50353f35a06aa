"""Metrics: which figures does a running program show, and what does each mean?

`catalogue` declares every one of them as a `metric`, `registry` counts; `document` makes the page of `docs/`
and `board` that of Grafana.
"""
