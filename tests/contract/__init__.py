"""What other programs may rely on: the messages of the topics, held against those of the last release.

`released/` has the JSON Schemas and some messages of that release. They are made anew only when a release is, and then
with what that release writes.
"""
