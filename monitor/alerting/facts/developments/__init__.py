"""Steps of a matter that its title tells in words of its own: an arrest, a verdict, a reopening, a claim.

- `table`: the steps and the words that tell them, read from `steps.tsv` and `says.tsv`.
- `reading`: those that an article tells.
- `taken`: those that are new beside what was told.
"""
