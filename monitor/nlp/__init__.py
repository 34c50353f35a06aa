"""Language models, in worker processes."""
