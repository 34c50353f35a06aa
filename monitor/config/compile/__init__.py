"""From the shapes of the files to the records of the program; one module a kind of file: `settings` with its `kafka`,
<<<<<<< HEAD
`feeds` with their `logins`, `receivers`, `watchlist` with its `words`, `conditions` and `identity` (whom of the
gazetteer an actor is) and `longer_names` (what of the gazetteer holds one of its names and is somebody else).
`secrets` are fetched from where the files say they are.
=======
`feeds` with their `logins`, `receivers`, `watchlist` with its `words`, `conditions`, `identity` (whom of the gazetteer
an actor is) and `longer_names` (what of the gazetteer holds one of its names and is somebody else). `secrets` are
fetched from where the files say they are.
>>>>>>> 47c2759 (Names: months and dates are no people; US$5m is money)

Each notes in the file what is wrong with it, and returns what could be made of it, or None.
"""
