"""`wirewatch why`: what became of an article, a story or an alert, and why?

`ways` follows it through the store: where the article stands, what each watch decided, how each receiver fared.
`shown` prints that, `command` reads the arguments.
"""
