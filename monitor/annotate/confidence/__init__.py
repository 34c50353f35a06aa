"""How sure is an event?

`confidence` is what two linear models make of it, one that sees the lexicon and one that sees words only; `features` is
what they look at, `linear` softmax regression over named features, its weights in `events.npz`.
"""
