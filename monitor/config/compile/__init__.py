"""From the shapes of the files to the records of the program; one module a kind of file: `settings` with `kafka` and
`links`, `feeds` with their `logins`, `receivers` with their `timing`, `watchlist` with its `words`, `conditions` and
`identity` (whom of the gazetteer an actor is), `longer_names` (what of the gazetteer holds one of its names and is
somebody else), the `policies` of its watches and its `mutes`. `secrets` are fetched from where the files say they are.

Each notes in the file what is wrong with it, and returns what could be made of it, or None.
"""
