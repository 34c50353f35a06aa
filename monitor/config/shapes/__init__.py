"""The shapes of the configuration files: which keys there are, what each takes, and what it is when left out.

The JSON Schemas and `docs/configuration.md` are made from these models.
"""
