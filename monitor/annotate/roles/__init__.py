"""Who did it, and to whom? (Semantic roles: agent and patient.)

`roles` finds who acts, `recipients` ranks all `candidate_positions` in which whom it is done to can stand, with
`recipient_priors` by the kind of noun, but for `places` where it only happens. `positions` says where a party stands
in words of grammar, `parties` who it is, with `references` for whom a pronoun means in its sentence or the one before,
`antecedents` for whom it can mean, `pronouns` for "he" and "she" further back, and `definites` for "the group" and "the
country". `countries` says for whom a party acts where its own words do not, `sides` which parties are both of two
countries, `titles` whom an office or a people names without one. A `candidate` is an event as found in one sentence.
"""
