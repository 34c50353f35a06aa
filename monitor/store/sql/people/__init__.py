"""What people say, and who may, in a database.

`attention` has mutes, acknowledgements and silences of watches; `access` tokens, requests done once, and feedback.
"""
