"""What the parse of a sentence says: clauses, noun phrases, auxiliaries."""
