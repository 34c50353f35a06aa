"""What a running program knows as tools of the Model Context Protocol, for assistants built on language models.

`server` has the tools, which only read; `api` asks the program over HTTP, `brief` picks what of its answers is worth
the room, and `foreign` marks what publishers wrote. It decides nothing. Needs the extra `mcp`.
"""
