"""`wirewatch watch`: a watch by itself.

`command` is the group; `show` prints what a watch asks for in both forms, `test` runs the samples of watches.
"""
