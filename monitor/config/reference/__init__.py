"""Reference: which keys are there?

Made from the shapes: `document` writes the tables of docs/configuration.md, `schema` the JSON Schemas for editors.
"""
