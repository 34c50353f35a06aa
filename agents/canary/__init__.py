"""The canary: does an article come through from end to end?

`rounds` sends it on a timer and tells people where none arrives, `receiver` is where it arrives.
"""
