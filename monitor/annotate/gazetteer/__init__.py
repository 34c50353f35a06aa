"""The gazetteer: countries, places, people with their offices, organisations, and the words for those without a name.

`tables/` holds it as tab-separated text: written for this project, but for `cities.tsv` and `country_names.tsv`, which
`benchmarks/training/gazetteer.py` makes. `docs/gazetteer.md` states sources and licences.

`rows` and `reading` turn tables into `entries`, with `shortening` and `spelling` of names; `compiled` is the form that
ships. A `directory` looks names up, `phrases` finds them in running words.
"""
