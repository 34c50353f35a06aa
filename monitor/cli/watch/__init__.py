"""`wirewatch watch`: a watch by itself.

`command` is the group; `show` prints what a watch asks for in both forms, `test` runs the samples of watches,
`trial` (`watch try`) tells what they would have told of the archive, as `tried` reports it. `search`
is `wirewatch search`: a watch in one line, asked of the archive. `lines` says what is wrong with a line.
"""
