"""The archive in a database.

`rows` are annotated articles and alerts, `told` the stories that alerts told; `searching` says how the index is asked,
and `finding` asks it.
"""
