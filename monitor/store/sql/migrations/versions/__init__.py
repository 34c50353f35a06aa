"""One module a step; `down_revision` says which comes before."""
