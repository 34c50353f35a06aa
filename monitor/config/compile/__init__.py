"""From the shapes of the files to the records of the program; one module a kind of file: `settings` with `kafka`,
`links`, `web` and `canary`, `feeds` with their `logins`, `receivers` with their `timing`, `watchlist` with its
`words`, its `conditions`, whom its `actors` are, the `policies` of its watches and its `mutes`. `secrets` are fetched
from where the files say they are.

Each notes in the file what is wrong with it, and returns what could be made of it, or None.
"""
