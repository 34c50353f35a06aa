"""Reading: what stands in a file, and on which line?

`yaml_file` reads YAML strictly and keeps the line of each key (`yaml_syntax`: what people stumble over); `opml` reads
lists of feeds, which `opml_text` makes well-formed and `opml_export` writes; `feed_list` adds to feeds.yaml;
`quantities` are durations and sizes with units; `suggestion` finds the key that was meant.
"""
