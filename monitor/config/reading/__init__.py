"""Files as they were written: YAML with its lines, OPML, feed lists."""
