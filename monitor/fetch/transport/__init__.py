"""Transport: how do bytes come?

`http` is the web and `memory` its twin without one; `redirects` follows by hand, each hop checked as the first, with
the `cookies` of one poll. `sessions` holds the connections, with and without the user's proxy. `response_handler`
reads responses whose heads `response_head` and whose `chunks` were made readable; `body` unpacks within bounds what
`decoders` know, `limits` says which, and `ending` whether all came. `origin` and `robots_rules` say whose an address
is, and what its robots.txt allows (RFC 9309).
"""
