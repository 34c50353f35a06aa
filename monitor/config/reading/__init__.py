"""Reading: what stands in a file, and on which line?

`yaml_file` reads YAML strictly and keeps the line of each key; `opml` and `feed_list` read lists of feeds; `quantities`
are durations and sizes with units; `suggestion` finds the key that was meant.
"""
