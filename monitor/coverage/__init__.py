"""Coverage: which feeds does a watch look at, do they still bring anything, and since when do they not?

`scope` says which feeds those are, `coverage` how they fare together, `notice` how people are told that a
watch is blind, `gap` how often a match is usual, and
`watches` puts all of it together from the store.
"""
