"""Links: who answers readers that follow a signed link of a message?

`desk` says what a link shows and does, by the store; `server` speaks HTTP; `listening` opens both with the key.
"""
