"""Who did it, and to whom? (Semantic roles: agent and patient.)

`roles` finds who acts, `recipients` ranks all `candidate_positions` in which whom it is done to can stand, with
`recipient_priors` by the kind of noun. `positions` says where a party stands in words of grammar, `parties` who it is,
with `pronouns` for whom "he" means in the sentence after, `countries` for whom it acts where its own words do not say.
A `candidate` is an event as found in one sentence.
"""
