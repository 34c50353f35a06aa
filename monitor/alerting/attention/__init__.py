"""Attention over time: which matches are held or counted, until when, and why?

`mutes` and `acknowledgements` are what people say, `preview` counts what a mute would have held. `throttle` and `cap`
bound how often one story and one watch are told, `runaway` names a watch that is over its cap to its owner. `spike`
compares the matches of a watch with its own baseline, on the bounded `counts`; `absence` notices that none comes while
its feeds are well. `own_alert` is an alert about the watch itself, `lasting` says durations in words.

All are functions of what is remembered, the match and the present moment. A clock that steps back holds nothing for
longer than the longest wait that is configured.
"""
