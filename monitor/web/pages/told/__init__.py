"""Screens of what was told: `story`, with its `timeline` as a picture, and `alert`, where it is of no story.

`actions` does what people do there and on Live (acknowledge, mute, judge): `forms` is what they send, `choices` what a
mute may be about.
"""
