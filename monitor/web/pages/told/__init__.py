"""Screens of what was told: `story`, with its `timeline` as a picture, and `alert`, where it is of no story;
`held` is what waits or was not told, `why` the whole way of an article, for one of the `watches` or all.

`actions` (acknowledge, judge) and `muting` do what people ask for there and on Live: `forms` is what they send,
`choices` what a mute may be about, `doing` what their answers share.
"""
