"""Pages: what is the full text of an article?

`full_text` goes through the articles of a poll within bounds; `page` fetches one, after its host's `robots`;
`main_text` and `metadata` read its `characters` (trafilatura), where `tasks` says: in a worker process.
"""
