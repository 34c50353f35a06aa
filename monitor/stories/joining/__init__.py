"""Which open story does a text of its own go on with, which stories are one, and which belong side by side?

A text is a sparse `vector` of its `terms`, weighed by how rare they are in a `background` and in the open stories. The
`joiner` looks up `candidates`, joins one strictly if there is `evidence` or begins a story, merges stories that turn
out to be one, and gathers stories in `storylines`. `openings` holds what is open, each an `open_story`; `novelty` says
what was new in a text.
"""
