"""The archive in a database.

`rows` are annotated articles and alerts, `searching` says how their index is asked, and `finding` asks it.
"""
