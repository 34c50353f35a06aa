"""The configuration files: read, checked, compiled into what the decisions take."""
