"""Configuration: what do the files say, and what is wrong with them?

A directory is read (`files`, `reading`), what watches say in one line becomes keys of YAML (`query`), each file gets
the keys it may have (`shapes`), references and rules are checked (`checks`), and what is left becomes the records that
the decisions take (`compile`). `load` does it all and raises every mistake at once; the result is a `configuration`.
`default` is the one to start from, `reference` writes the documentation and the JSON Schemas of the shapes.
`known` keeps watchlists that were read before, so that of many only those that changed are read again.
`question` is a watch that somebody asks for beside the files.
"""
