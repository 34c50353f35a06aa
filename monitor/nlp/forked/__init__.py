"""Annotation in worker processes: `worker` is the annotator, `preloaded` what its fork server loads once for all."""
