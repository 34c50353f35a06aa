"""What copies inherit: an article that copies another one says what that was found to say.

`alignment` finds the sentences that both have; what was found in them is shifted to where they stand in the copy
(`shifting`), and only the sentences of the copy's own are read (`reading`).
"""
