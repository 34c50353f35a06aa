"""Decisions about alerts: who is told of a match, and why, or why not?

- `chain` is the one chain of decisions after a match, from the `state` of its watch in its story.
- `policy` is what a watch says of being told again.
- `facts` tell what is otherwise than was told of a story.
- `messages` are all that people are told; `wording` says why in a sentence.
- `receivers` is who gets the alert, when and in which company, and what follows from each attempt.
- `timing` is when a receiver wants its alerts.
- `severities` compares how loud alerts are.
- `links` are the signed links by which a reader mutes or acknowledges.
- `attention` holds, counts and paces over time; `releases` tell what was held.
- `renames` says which watch goes on under another id.
"""
