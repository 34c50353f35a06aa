"""Commands: what can a person ask for?

`main` names them; each stands in a file or folder of its name (`init`, `check`, `run`, `doctor`, `topics`, `feeds`,
`explain`, `why`, `events`, `annotate`, `replay`, `mcp`), in `history` (alerts, held, matches, stories, deliveries, dead
letters), `attention` (mute, ack), `watch` (watch, search) or `backup` (backup, restore), and is imported when it is
called.
`options` is what several share, `addresses` how they ask one on the web, `actors` whom those of watchlists are,
`rejected` why watches did not match, `entries` the form of lists, `log` that of the program's log, `summary` what
a run prints at its end, `collector` from when on cycles are looked for.
A command reads arguments, calls what is below, and prints.
"""
