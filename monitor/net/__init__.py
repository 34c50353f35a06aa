"""The network: which addresses may be connected to?

`guard` refuses, at every connection, what is not public and was not allowed: the defence against server-side request
forgery of every edge that connects to the outside. `proxy` says what of that holds where the user's proxy connects.
"""
