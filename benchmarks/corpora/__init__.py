"""Does each rule of the language packages hold by an example?

examples → values → rules. `examples` reads the corpora that stand beside the packages (`monitor/annotate/<package>/`):
`corpus.tsv` where a rule must speak, `negative.tsv` where it must stay silent, `known_failures.txt` with what is known
to fail. `values` is the table of packages, and what each of them says of a span. `rules` finds the rules of a package,
and switches one off.

Models: facebook/duckling (`Rules` beside `Corpus` and a negative corpus), Automattic/harper (examples at the foot of a
rule's file).
"""
