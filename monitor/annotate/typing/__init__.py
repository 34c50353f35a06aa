"""Which event a verb or noun tells of: PLOVER's types."""
