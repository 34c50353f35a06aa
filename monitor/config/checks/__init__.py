"""Checks: what is wrong with a configuration?

`mistakes` turns what a shape refuses into sentences with file and line. `references` finds names that nothing answers
to and ids given twice, `rules` watches that cannot be meant so.
"""
