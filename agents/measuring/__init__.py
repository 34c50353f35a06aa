"""Measuring: what does the program show of itself?

`tally` counts outcomes as they happen, for the summary and as metrics; `survey` measures what stands in log and store
whenever somebody looks.
"""
