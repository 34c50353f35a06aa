"""`wirewatch mcp`: `command` starts what assistants ask."""
