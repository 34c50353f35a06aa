"""The log of the program on standard error: how is a fact written?

As `log_lines`, which people read and parsers of logfmt too, or as `json_lines`.
"""
