"""Transport: how do bytes come?

`http` is the web and `memory` its twin without one; `redirects` follows by hand, each hop checked as the first; `body`
unpacks within bounds and `limits` says which. `origin` and `robots_rules` say whose an address is, and what its
robots.txt allows (RFC 9309).
"""
