"""Backups: how is what the program holds copied while it runs, and put back?

`places` says which files there are, and what somebody else keeps (PostgreSQL, Kafka). `snapshot` sees store and log as
they are at one moment, and copies them. `manifest` is what a backup says of itself, and refuses one that is damaged or
of a newer version. `making` makes a backup, `restoring` puts one back. `files` copies files and names what went wrong;
`unfinished` keeps the program from data of which only a part was put back.
"""
