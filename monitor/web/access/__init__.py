"""Who asks, and what they may.

`asker` is who stands as author of what is done; `once` sees to it that a request which comes twice is done once;
`writing` names a route that changes something.
"""
